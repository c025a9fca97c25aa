"""Tasks that the tests of the jobs' screens run."""

from django.utils.translation import gettext as _

from theriac.core.jobs.context import JobContext
from theriac.core.jobs.task import task
from theriac.core.problems import Conflict


@task(name="sample_work.count_tablets", title="Count tablets", takes_context=True)
def count_tablets(context: JobContext, most: int) -> dict[str, int]:
    for number in range(most):
        context.check()
        context.progress(number + 1, most)
    return {"tablets_counted": most}


@task(name="sample_work.refuse", title="Refuse")
def refuse() -> None:
    raise Conflict(_("Others changed this at the same moment. Look at it and do it again."))
