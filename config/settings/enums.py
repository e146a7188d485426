"""Names of enumerations in the OpenAPI document, of apps that have many."""

ENUMS_OF_CENTERS = {
    "CenterStatus": "centers.choices.CenterStatus.choices",
    "CenterNeedKind": "centers.choices.NeedKind.choices",
    "CenterNeedPriority": "centers.choices.Priority.choices",
    "CenterNeedSource": "centers.choices.NeedSource.choices",
    "CenterNeedStatus": "centers.choices.NeedStatus.choices",
    "CenterTargetGroup": "centers.choices.TargetGroup.choices",
    "CenterTaskStatus": "centers.choices.TaskStatus.choices",
    "CenterActivityPeriod": "centers.choices.ActivityPeriod.choices",
    "CenterIndicatorDirection": "centers.choices.Direction.choices",
    "CenterIndicatorKind": "centers.choices.IndicatorKind.choices",
    "CenterWorkKind": "centers.choices.WorkKind.choices",
    "CenterWorkStatus": "centers.choices.WorkStatus.choices",
    "CenterWorkChannel": "centers.choices.Channel.choices",
    "CenterWorkCurrency": "centers.choices.Currency.choices",
    "CenterWorkReach": "centers.choices.Reach.choices",
    "CenterWorkPartnerRole": "centers.choices.PartnerRole.choices",
    "ChainLevel": "centers.choices.ChainLevel.choices",
    "ChainMove": "centers.choices.ChainMove.choices",
    "ChainStatus": "centers.choices.ChainStatus.choices",
}
