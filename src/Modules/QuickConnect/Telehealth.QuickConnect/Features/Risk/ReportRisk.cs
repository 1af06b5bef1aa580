using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;

namespace Telehealth.QuickConnect.Features.Risk;

/// <summary>
/// Somebody signed in said that there is immediate risk: the safeguarding team hears of it. Asks for nothing else, no
/// balance, consent or key (QCP-08).
/// </summary>
/// <param name="Country">Whose numbers are shown.</param>
[Urgent]
internal sealed record ReportRisk(string Country) : ICommand<Done>;

internal sealed class ReportRiskHandler(IWork work, IClock clock) : ICommandHandler<ReportRisk, Done>
{
    public async Task<Result<Done>> Handle(ReportRisk command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person)
        {
            return Done.Value;
        }

        var alert = new ConcernId(work.DerivedId("alert"));
        await work.Begin(ct);
        work.Publish(
            new ImmediateRiskReportedV1(alert, person, command.Country, clock.GetCurrentInstant()),
            $"risk-alert:{alert}",
            version: 1
        );
        return Done.Value;
    }
}
