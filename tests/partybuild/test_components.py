"""The shared parts of pages, drawn alone."""

from datetime import timedelta

import pytest
from django import forms
from django.template import engines

from orgs.views.deeds import DeedForm, Offer, ReasonForm
from partybuild.pages import Crumb, Fact, masked
from partybuild.tones import Tone, register_tones, tone_of


def draw(template, **context):
    return engines["django"].from_string(template).render(context)


class Asked(forms.Form):
    title = forms.CharField(label="Title", help_text="Short.")
    note = forms.CharField(label="Note", required=False)
    is_open = forms.BooleanField(label="Open", required=False)
    way = forms.ChoiceField(label="Way", choices=[("a", "A")], widget=forms.RadioSelect)


def test_an_input_has_its_label_its_help_and_its_errors_beside_it():
    page = draw("{% fields form %}", form=Asked({}))

    assert '<label class="form-label" for="id_title">Title</label>' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_helptext"' in page
    assert 'id="id_title_error"' in page


def test_only_what_is_not_needed_says_so():
    page = draw("{% field form.title %}{% field form.note %}", form=Asked())

    assert page.count('class="optional"') == 1


def test_a_filter_does_not_say_that_it_can_stay_empty():
    assert "optional" not in draw("{% field form.note in_filter=True %}", form=Asked())


def test_several_choices_are_a_group_with_a_legend():
    page = draw("{% field form.way %}", form=Asked())

    assert "<fieldset" in page
    assert "<legend" in page


def test_what_is_wrong_stands_above_with_links_to_its_inputs():
    form = Asked({})
    form.add_error(None, "Not like this.")

    page = draw("{% error_summary form %}", form=form)

    assert 'href="#id_title"' in page
    assert "Not like this." in page
    assert draw("{% error_summary form %}", form=Asked()).strip() == ""


def test_a_state_is_a_word_a_shape_and_a_colour():
    page = draw("{% badge 'returned' 'sent back' %}")

    assert "state-bad" in page
    assert "#tone-bad" in page
    assert "sent back" in page


def test_an_app_says_what_its_own_states_feel_like():
    register_tones({"simmering": Tone.GOING})

    assert (tone_of("simmering"), tone_of("never heard of")) == (Tone.GOING, Tone.QUIET)


class Row:
    def __str__(self):
        return "Row"

    def get_absolute_url(self):
        return "/row/"


def test_the_last_step_of_the_way_is_the_page_itself():
    page = draw("{% crumbs way row %}", way=[Crumb("Top", "/top/"), Row()], row="Here")

    assert '<a href="/top/">Top</a>' in page
    assert '<a href="/row/">Row</a>' in page
    assert '<span aria-current="page">Here</span>' in page


def test_a_fact_without_a_value_is_a_dash():
    page = draw("{% facts facts %}", facts=[Fact("A", ""), Fact("B", 0), Fact("C", "c", "/c/")])

    assert page.count("—") == 1
    assert '<a href="/c/">c</a>' in page


def test_a_step_that_asks_nothing_is_a_button_and_another_opens_its_form():
    plain = Offer("accept", "Accept", "/accept/", DeedForm(reader=None, subject=None))
    asking = Offer("return", "Return", "/return/", ReasonForm(reader=None, subject=None))

    page = draw("{% deeds offers %}", offers=[plain, asking])

    assert page.count("<details") == 1
    assert '<button type="submit" class="btn btn-primary">Accept</button>' in page
    assert 'action="/return/"' in page


def test_a_refused_step_stands_open_with_what_is_wrong():
    form = DeedForm({}, reader=None, subject=None)
    form.add_error(None, "Too late.")

    page = draw("{% deeds offers %}", offers=[Offer("a", "A", "/a/", form, is_failed=True)])

    assert "<details" in page
    assert " open" in page
    assert "Too late." in page


def test_no_steps_leave_nothing_behind():
    assert draw("{% deeds offers %}", offers=[]).strip() == ""


def test_a_long_text_is_one_key_away():
    assert "<details" in draw("{% long_text text %}", text="字" * 100)
    assert "<details" not in draw("{% long_text text %}", text="字" * 10)


@pytest.mark.parametrize(
    ("number", "shown"), [("19000000001", "190****0001"), ("12345", "*****"), ("", "")]
)
def test_the_middle_of_a_number_is_hidden(number, shown):
    assert masked(number) == shown
    assert draw("{{ number|masked }}", number=number) == shown


def test_a_duration_reads_in_minutes():
    assert draw("{{ wait|minutes }}", wait=timedelta(minutes=15, seconds=30)) == "15"
