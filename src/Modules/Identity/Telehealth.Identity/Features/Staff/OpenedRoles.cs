using Telehealth.BuildingBlocks;
using Telehealth.Identity.Domain;

namespace Telehealth.Identity.Features.Staff;

/// <summary>Which roles of a new account are held at once, and which wait for a second administrator.</summary>
internal sealed record OpenedRoles(IReadOnlyList<string> Given, IReadOnlyList<string> Proposed)
{
    public static OpenedRoles Of(IEnumerable<string> roles, bool byPerson)
    {
        var waits = roles.Distinct().ToLookup(x => byPerson && RoleRules.NeedsSecond(x));
        return new OpenedRoles([.. waits[false]], [.. waits[true]]);
    }

    public IReadOnlyList<AuditLine> Lines(PersonId id) =>
        [
            new AuditLine("staff.created", $"person:{id}"),
            .. Given.Select(x => new AuditLine($"role.granted.{x}", $"person:{id}")),
            .. Proposed.Select(x => new AuditLine($"role.proposed.{x}", $"person:{id}")),
        ];
}
