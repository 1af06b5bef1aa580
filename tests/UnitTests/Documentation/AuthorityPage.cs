using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Host;
using Telehealth.Identity;
using Telehealth.Identity.Domain;

namespace Telehealth.UnitTests.Documentation;

/// <summary>Who may give what to whom: the words are here, the names out of the code that holds them.</summary>
internal static class AuthorityPage
{
    private static readonly IReadOnlyList<Permission> Permissions =
    [
        .. ModuleCatalog.All.SelectMany(x => x.Permissions),
    ];

    public static string Write() =>
        $"""
            # Authority

            Generated from the code; do not edit. Rewrite it with
            `{GeneratedPagesTests.Command}`.

            Who may give what to whom. Pages: `/identity/staff`, `/identity/people`, `/identity/partners`; the API has
            the same operations under `/api/v1/identity`.

            ## Roles
            | role | who gives and takes it | takes a second administrator | not together with |
            |---|---|---|---|
            {Lines(Roles.All.Select(RoleLine))}

            ## Rules
            1. {Holders(IdentityModule.ManageRoles)} gives roles to others and takes them from others: never own ones.
            2. A role that takes a second administrator is proposed by one and approved by another, with a fresh code
               of the authenticator. Taking it needs one administrator.
            3. **Two pairs of eyes.** Everybody of the staff was brought in by one administrator: whoever opened the
               account or gave the first staff role. Following that back leads to an account made on the host: the
               lineage. Two people of one lineage count as one pair of eyes, because one could have invented the other.
               Neither approves a proposal, a payout batch or the closing of a case for the other.
            4. The verb `administrator` on the host makes administrators without anybody's leave. **Make two at the
               start, for two people of whom neither answers to the other**; each begins a lineage. Later the one
               brings in those who prepare, the other those who approve.
            5. {Holders(IdentityModule.SuspendAccounts)}
               stops and reinstates accounts of clients, providers and HR administrators. Staff are stopped and
               reinstated by {Roles.PlatformAdmin} alone, and nobody stops the own account.
            6. The last administrator who can sign in is neither stopped nor loses the role. Changes of authority
               follow one another, so two administrators who remove each other at once leave one.
            7. {Holders(IdentityModule.ManageStaff)} opens staff accounts;
               {Holders(IdentityModule.ManagePartners)} adds and removes partners' systems.
            8. Every change has a line in the chained audit before it takes effect (a line without its effect is an
               attempt that failed), stays in the history with who, when and until when, and is told to the person and
               to every administrator but the one who did it. So are keys sealed anew and channel policies published.

            ## What each permission opens
            | permission | roles |
            |---|---|
            {Lines(Permissions.OrderBy(x => x.Name, StringComparer.Ordinal).Select(PermissionLine))}

            Cases of safeguarding have no permission: the role {Roles.SafeguardingLead} alone opens them.

            """.ReplaceLineEndings("\n");

    private static string RoleLine(string role)
    {
        var apart = RoleRules
            .Conflicts.Where(x => x.One == role || x.Other == role)
            .Select(x => x.One == role ? x.Other : x.One);
        var second = RoleRules.NeedsSecond(role) ? "yes" : "";
        return $"| {role} | {Holders(IdentityModule.ManageRoles)} | {second} | {string.Join(", ", apart)} |";
    }

    private static string PermissionLine(Permission x) => $"| `{x.Name}` | {string.Join(", ", x.Roles)} |";

    private static string Holders(string permission) =>
        string.Join(", ", Permissions.Where(x => x.Name == permission).SelectMany(x => x.Roles));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
