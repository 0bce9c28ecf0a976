"""Names for the numbers that travel through Rowan, so that one cannot be passed for another."""

from typing import Final, NewType

LARGEST: Final = 2**63 - 1
"""The largest number that the databases hold; Discord's snowflakes stay below it."""

# Discord's snowflakes.
ServerId = NewType("ServerId", int)
ChannelId = NewType("ChannelId", int)
MessageId = NewType("MessageId", int)
RoleId = NewType("RoleId", int)
UserId = NewType("UserId", int)

# Rowan's own rows.
CaseId = NewType("CaseId", int)
ReportId = NewType("ReportId", int)
DetectionId = NewType("DetectionId", int)
NoticeId = NewType("NoticeId", int)  # to the author of a removed message
AppealId = NewType("AppealId", int)
BrigadeId = NewType("BrigadeId", int)
MeasureId = NewType("MeasureId", int)  # a channel slowed, invites paused
SweepId = NewType("SweepId", int)
EntryId = NewType("EntryId", int)
SiteId = NewType("SiteId", int)
StanceId = NewType("StanceId", int)
CampaignId = NewType("CampaignId", int)
UpdateId = NewType("UpdateId", int)
DeliveryId = NewType("DeliveryId", int)
PictureId = NewType("PictureId", int)
ImportId = NewType("ImportId", int)
ListId = NewType("ListId", int)
SubscriptionId = NewType("SubscriptionId", int)
FeedId = NewType("FeedId", int)
