"""One true example of each button, select and form of the wing of servers."""

from tests.desk.scenes import setting_up
from tests.permissions.samples import Sample

SERVERS = {
    "setup:test": Sample(setting_up.named),
    "setup:images": Sample(setting_up.named),
    "policy:sure:<change>": Sample(setting_up.policy_asks, apart=True),
    "policy:cancel": Sample(setting_up.policy_asks),
    "rehearsal:<id>:end:<on>": Sample(setting_up.test_arrived),
}
