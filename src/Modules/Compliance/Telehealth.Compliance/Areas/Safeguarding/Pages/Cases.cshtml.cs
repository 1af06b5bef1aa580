using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Compliance.Features.Cases;
using Telehealth.Compliance.Features.RiskAlerts;

namespace Telehealth.Compliance.Areas.Safeguarding.Pages;

/// <summary>Who is in danger now, who is on shift, and which clock runs out next.</summary>
[Authorize]
internal sealed class CasesModel(ISender sender, IClock clock, IOptions<ComplianceOptions> options) : PageModel
{
    public CasesAnswer Found { get; private set; } = null!;

    public RiskAlertsAnswer Alerts { get; private set; } = null!;

    public bool Closed { get; private set; }

    public PeopleNames Names { get; } = new(sender);

    public string Zone => options.Value.Zone;

    public IReadOnlyList<RiskAlertItem> OpenAlerts => [.. Alerts.Items.Where(x => x.AcknowledgedAt is null)];

    public IReadOnlyList<RiskAlertItem> TakenAlerts => [.. Alerts.Items.Where(x => x.AcknowledgedAt is not null)];

    public string AlertsTitle =>
        OpenAlerts.Count switch
        {
            0 => "Nobody says that there is danger",
            1 => "Somebody may be in danger now",
            var many => $"{many} people may be in danger now",
        };

    /// <summary>A running clock: the list renews itself.</summary>
    public string Waited(RiskAlertItem alert)
    {
        var waited = clock.GetCurrentInstant() - alert.ReportedAt;
        var minutes = (long)waited.TotalMinutes;
        return minutes < 60 ? $"{minutes} min {waited.Seconds} s" : $"{minutes / 60} h {minutes % 60} min";
    }

    public string WhoseTurn(RiskAlertItem alert) =>
        alert.EverybodyTold
            ? "Nobody answered, so every lead and operations were told. Whoever reads this, please take it."
            : $"{Names.Of(alert.Owner)} is to answer it. After 5 minutes the next one is asked.";

    public async Task<IActionResult> OnGet(bool closed, CancellationToken ct) => await Read(closed, ct) ?? Page();

    /// <summary>The alerts alone, for the page that asks now and then.</summary>
    public async Task<IActionResult> OnGetAlerts(CancellationToken ct) =>
        await ReadAlerts(ct) ?? Partial("_Alerts", this);

    public Task<IActionResult> OnPostStartShift(int hours, CancellationToken ct) =>
        Shift(clock.GetCurrentInstant() + Duration.FromHours(hours), "You are on shift now.", ct);

    public Task<IActionResult> OnPostStopShift(CancellationToken ct) => Shift(null, "Your shift has ended.", ct);

    private async Task<IActionResult> Shift(Instant? until, string said, CancellationToken ct)
    {
        var set = await sender.Send(new SetShift(until), ct);
        if (set.Error is { } error)
        {
            return await Read(false, ct) ?? this.Refuse(error);
        }

        this.Say(said);
        return Redirect("/compliance/safeguarding");
    }

    private async Task<IActionResult?> Read(bool closed, CancellationToken ct)
    {
        var found = await sender.Send(new ListCases(closed), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        (Found, Closed) = (found.Value, closed);
        await Names.Know(Found.Items.Select(x => x.Lead), ct);
        return await ReadAlerts(ct);
    }

    private IEnumerable<PersonId?> Known() =>
        Alerts.OnShift.Concat(Alerts.Unreached.Select(x => x.LeadId)).Select(x => (PersonId?)x);

    private async Task<IActionResult?> ReadAlerts(CancellationToken ct)
    {
        var alerts = await sender.Send(new ListRiskAlerts(), ct);
        if (alerts.Error is { } error)
        {
            return this.Answer(error);
        }

        Alerts = alerts.Value;
        await Names.Know([.. Alerts.Items.Select(x => x.Owner), .. Known()], ct);
        return null;
    }
}
