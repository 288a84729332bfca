"""Where the pages of plans, their phases and their targets are."""

from django.urls import path

from liaison.views import phases, plans

urlpatterns = [
    path("plans/", plans.plan_list, name="plans"),
    path("plans/draft/", plans.plan_draft, name="plan-draft"),
    path("plans/<uuid:public_id>/", plans.plan_detail, name="plan"),
    path("plans/<uuid:public_id>/amend/", plans.plan_amend, name="plan-amend"),
    path("plans/<uuid:public_id>/export/", plans.plan_export, name="plan-export"),
    path("plans/<uuid:public_id>/phases/", phases.phase_add, name="phase-add"),
    path("plans/<uuid:public_id>/<slug:action>/", plans.plan_step, name="plan-step"),
    path("phases/<uuid:public_id>/", phases.phase_detail, name="phase"),
    path("phases/<uuid:public_id>/amend/", phases.phase_amend, name="phase-amend"),
    path("phases/<uuid:public_id>/targets/", phases.target_set, name="phasetarget-set"),
    path("phases/<uuid:public_id>/<slug:action>/", phases.phase_step, name="phase-step"),
    path("targets/<uuid:public_id>/", phases.target_detail, name="phasetarget"),
    path("targets/<uuid:public_id>/amend/", phases.target_amend, name="phasetarget-amend"),
    path("targets/<uuid:public_id>/<slug:action>/", phases.target_step, name="phasetarget-step"),
]
