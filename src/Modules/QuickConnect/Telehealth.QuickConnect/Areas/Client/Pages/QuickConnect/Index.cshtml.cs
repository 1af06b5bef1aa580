using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.QuickConnect.Features.Risk;

namespace Telehealth.QuickConnect.Areas.Client.Pages.QuickConnect;

/// <summary>Crisis first: one question before any field, sign-in or payment (QCP-08).</summary>
internal sealed class CrisisModel(RiskAnswer risk) : PageModel
{
    /// <summary>Whom to call, once there is danger.</summary>
    public EmergencyContacts? Contacts { get; private set; }

    /// <summary>What our own team can do at this moment, and nothing it cannot.</summary>
    public string TeamWords =>
        (Contacts!.TeamTold, Contacts.TeamOnShift) switch
        {
            (true, true) =>
                "Our safeguarding team has been told too. Please call now all the same: these lines are faster.",
            (true, _) =>
                "Nobody of our safeguarding team is on shift at this moment. We have told them, but please do not "
                    + "wait for us: call one of these numbers.",
            (false, true) =>
                "You are not signed in, so we do not know whom to call back. Please call one of these numbers.",
            _ => "Nobody of our safeguarding team is on shift at this moment. Please call one of these numbers.",
        };

    public async Task<IActionResult> OnPost(string? country, CancellationToken ct)
    {
        Contacts = await risk.Give(country, ct);
        return Page();
    }
}
