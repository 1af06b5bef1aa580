using Microsoft.AspNetCore.Mvc.Rendering;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Authority;

namespace Telehealth.Identity.Areas.Authority.Pages;

/// <summary>Roles and what was changed of them, in plain words.</summary>
internal static class AuthorityWords
{
    private static readonly Dictionary<string, (string Name, string Does)> Known = new(StringComparer.Ordinal)
    {
        [Roles.Client] = ("Client", "books sessions"),
        [Roles.Provider] = ("Provider", "gives sessions"),
        [Roles.HrAdmin] = ("HR administrator", "runs an employer's hub"),
        [Roles.ProgrammeManager] = ("Programme manager", "runs programmes and hubs"),
        [Roles.Finance] = ("Finance", "prepares payouts, corrects the ledger"),
        [Roles.PayoutApprover] = ("Payout approver", "approves payouts others prepared"),
        [Roles.ComplianceReviewer] = ("Compliance reviewer", "clears providers, looks after consents"),
        [Roles.SafeguardingLead] = ("Safeguarding lead", "opens and leads safeguarding cases"),
        [Roles.Concierge] = ("Concierge", "books for members"),
        [Roles.Support] = ("Support", "helps people, stops clients' and providers' accounts"),
        [Roles.Operations] = ("Operations", "watches queues and deliveries"),
        [Roles.PlatformAdmin] = ("Platform administrator", "gives roles, adds partners"),
    };

    public static string Name(string? role) =>
        role is null ? ""
        : Known.TryGetValue(role, out var x) ? x.Name
        : role;

    public static string Does(string role) => Known.TryGetValue(role, out var x) ? x.Does : "";

    /// <summary>The roles of staff to tick, each with what it does and whether it takes two.</summary>
    public static IEnumerable<SelectListItem> Choices(IEnumerable<string> roles, string? chosen) =>
        roles.Select(x => new SelectListItem(
            RoleRules.NeedsSecond(x) ? $"{Name(x)} (takes a second administrator)" : Name(x),
            x,
            x == chosen
        ));

    public static string Of(AuthorityChangeAnswer x) =>
        x.Change switch
        {
            AuthorityChange.AccountCreated => Opened(x.Detail),
            AuthorityChange.RoleGranted => $"{Name(x.Detail)}: role given",
            AuthorityChange.RoleTaken => $"{Name(x.Detail)}: role taken",
            AuthorityChange.RoleProposed => $"{Name(x.Detail)}: role proposed",
            AuthorityChange.ProposalDeclined => $"{Name(x.Detail)}: proposal declined",
            AuthorityChange.Suspended => $"Account stopped: {x.Detail}",
            AuthorityChange.Reinstated => "Account opened again",
            AuthorityChange.PartnerCreated => $"Partner added: {x.Detail}",
            AuthorityChange.PartnerRemoved => $"Partner removed: {x.Detail}",
            AuthorityChange.KeysRotated => "Encryption keys sealed by a newer one",
            _ => throw new ArgumentOutOfRangeException(nameof(x)),
        };

    private static string Opened(string? roles) =>
        string.IsNullOrEmpty(roles)
            ? "Account opened"
            : $"Account opened: {string.Join(", ", roles.Split(", ").Select(Name))}";
}
