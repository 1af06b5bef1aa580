using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.QuickConnect.Features.Risk;

namespace Telehealth.QuickConnect.Areas.Client.Pages.QuickConnect;

/// <summary>Crisis first: one question before any field, sign-in or payment (QCP-08).</summary>
internal sealed class CrisisModel(RiskAnswer risk) : PageModel
{
    /// <summary>Whom to call, once there is danger.</summary>
    public EmergencyContacts? Contacts { get; private set; }

    public async Task<IActionResult> OnPost(string? country, CancellationToken ct)
    {
        Contacts = await risk.Give(country, ct);
        return Page();
    }
}
