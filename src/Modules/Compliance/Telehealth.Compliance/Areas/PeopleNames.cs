using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Areas;

/// <summary>Names of the people a page speaks of, asked for once a page.</summary>
internal sealed class PeopleNames(ISender sender)
{
    private readonly Dictionary<PersonId, string> known = [];

    public async Task Know(IEnumerable<PersonId?> people, CancellationToken ct)
    {
        foreach (var id in people.OfType<PersonId>().Distinct())
        {
            var found = await sender.SendAs(Actor.System("compliance-pages"), new GetPerson(id), ct);
            known[id] = found.Error is null ? found.Value.DisplayName : "Somebody who left";
        }
    }

    /// <summary>The name; the platform itself where nobody did it.</summary>
    public string Of(PersonId? id) => id is { } person ? known.GetValueOrDefault(person, "Somebody") : "The platform";
}
