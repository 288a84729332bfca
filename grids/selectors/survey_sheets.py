"""The printed links of a survey as a file of the word processor: twelve slips on a page."""

import io
from collections.abc import Sequence

from django.utils import timezone

from grids.models import Survey
from partybuild.documents.slips import Slip, render_slips
from partybuild.documents.wording import chinese_date
from partybuild.secret_links import code_of


def sheet_file(survey: Survey, addresses: Sequence[str]) -> bytes:
    """One slip for each link; the words are Chinese whatever language the office works in."""
    until = chinese_date(timezone.localtime(survey.closes_at).date())
    lines = ("物业服务满意度调查", f"扫码作答，不记名，限用一次，{until}前有效")
    slips = [Slip(survey.estate.name, _png(each), (*lines, each)) for each in addresses]
    return render_slips(f"{survey.estate.name}满意度调查二维码", slips)


def _png(address: str) -> bytes:
    picture, code = io.BytesIO(), code_of(address)
    code.save(picture, kind="png", scale=6, border=2)
    return picture.getvalue()
