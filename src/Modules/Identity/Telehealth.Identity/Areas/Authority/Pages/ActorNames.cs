using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;

namespace Telehealth.Identity.Areas.Authority.Pages;

/// <summary>Names of who did something and whom it was done to, asked for once a page.</summary>
internal sealed class ActorNames(ISender sender)
{
    private readonly Dictionary<PersonId, string> known = [];

    public async Task Know(IEnumerable<PersonId?> people, CancellationToken ct)
    {
        foreach (var id in people.OfType<PersonId>().Where(x => !known.ContainsKey(x)).Distinct().ToList())
        {
            var found = await sender.SendAs(Actor.System("identity-pages"), new GetPerson(id), ct);
            known[id] = found.Error is null ? found.Value.DisplayName : "Somebody who left";
        }
    }

    public Task Know(IEnumerable<string?> keys, CancellationToken ct) =>
        Know(keys.OfType<string>().Select(Actor.PersonOf), ct);

    public string Of(PersonId? id) => id is { } person ? known.GetValueOrDefault(person, "Somebody") : "";

    /// <summary>Of an actor's key; the platform where nobody did it.</summary>
    public string Of(string? key) =>
        key is null ? ""
        : key == "self" ? "At sign-up"
        : key == Actor.System("host").Key ? "On the host"
        : Actor.PersonOf(key) is { } person ? Of(person)
        : "The platform";
}
