using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;
using Telehealth.BuildingBlocks.Infrastructure.Pages;

namespace Telehealth.Host.Pages.Operations;

/// <summary>Is anything stuck, failing, slow? Renews itself.</summary>
[Authorize]
internal sealed class OperationsModel(ISender sender, HealthCheckService checks, SystemTime system) : PageModel
{
    public IReadOnlyList<ModuleHealthAnswer> Modules { get; private set; } = [];

    public MessagingState State { get; private set; } = null!;

    public HealthReport Report { get; private set; } = null!;

    public Instant At => system.Now;

    /// <summary>Who runs the loops: hosts by the loops they hold.</summary>
    public IEnumerable<(string Module, LeaseAnswer Lease, bool Held)> Loops =>
        Modules.SelectMany(x => x.Leases.Select(lease => (x.Module, lease, lease.ExpiresAt > system.Now)));

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnGetHealth(CancellationToken ct) => await Read(ct) ?? Partial("_Health", this);

    /// <summary>As in "3 s", "12 min" or "2 h".</summary>
    public static string Age(double? seconds) =>
        seconds switch
        {
            null => "–",
            < 120 => $"{seconds:F0} s",
            < 7200 => $"{seconds / 60:F0} min",
            _ => $"{seconds / 3600:F0} h",
        };

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var health = await sender.Send(new GetMessagingHealth(), ct);
        if (health.Error is { } error)
        {
            return this.Answer(error);
        }

        Modules = health.Value.Modules;
        State = MessagingState.Of(health.Value);
        Report = await checks.CheckHealthAsync(ct);
        return null;
    }
}
