using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Compliance.Contracts;

namespace Telehealth.Compliance.Features.RiskAlerts;

internal sealed class AnswerGetSafeguardingShift(LeadRota rota, IClock clock)
    : IQueryHandler<GetSafeguardingShift, SafeguardingShift>
{
    public async Task<Result<SafeguardingShift>> Handle(GetSafeguardingShift query, CancellationToken ct) =>
        new SafeguardingShift((await rota.OnShift(clock.GetCurrentInstant(), ct)).Count > 0);
}
