using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli;

/// <summary>An insurer of the demo data: its system's credentials, its programme, some visits.</summary>
internal sealed class SeededProgramme(SeedStage stage, Actor manager, Actor admin, Action<string> progress)
{
    public const string Channel = "partner.nordica";
    private const string Name = "Nordica Insurance";
    private Actor partner = Actor.Anonymous;

    public async Task Open(IReadOnlyList<string> providers, CancellationToken ct)
    {
        partner = Actor.OfPartner(await ClientId(ct));
        var made = await stage.Door.Do("CreateProgramme", manager, new(Terms(partner.Id), "seed:nordica"), ct);
        var programme = made.Body.GetProperty("id").GetString()!;
        foreach (var email in providers)
        {
            var provider = await stage.ActorOf(email, Roles.Provider, ct);
            var route = ("id", programme);
            await stage.Door.Do("InviteToProgramme", manager, new(new { providerId = provider.Id }, Route: route), ct);
            await stage.Door.Do("AcceptProgramme", provider, new(new { }, Route: route), ct);
        }
    }

    public async Task<string> Insure(string name, string phone, string born, string policy, CancellationToken ct)
    {
        var person = new
        {
            name,
            phone,
            dateOfBirth = born,
            country = "NO",
            language = "en",
            policyReference = policy,
            consentReference = $"{policy}-1",
            packageVisits = 5,
            email = $"{policy.ToLowerInvariant()}@insured.example",
        };
        var told = await stage.Door.Do("RegisterInsured", partner, new(person, $"seed:{policy}"), ct);
        return told.Body.GetProperty("insuredId").GetString()!;
    }

    /// <summary>A first visit: chance decides with whom.</summary>
    public async Task<SeededSession> Visit(string insuredId, Instant at, CancellationToken ct)
    {
        var wish = new
        {
            insuredId,
            mode = "phone",
            startsAt = InstantPattern.ExtendedIso.Format(at),
        };
        var visit = await stage.Door.Do("BookVisit", partner, new(wish, $"seed:{wish.startsAt}"), ct);
        var provider = new PersonId(visit.Body.GetProperty("providerId").GetGuid());
        return new SeededSession(
            stage,
            Actor.OfPerson(provider, Roles.Provider),
            visit.Body.GetProperty("bookingId").GetString()!
        );
    }

    private async Task<string> ClientId(CancellationToken ct)
    {
        var all = (await stage.Door.Do("ListPartners", admin, new(), ct)).Body.GetProperty("items").EnumerateArray();
        var known = all.Where(x => x.GetProperty("name").GetString() == Name).ToList();
        if (known.Count > 0)
        {
            return known[0].GetProperty("clientId").GetString()!;
        }

        var made = (await stage.Door.Do("CreatePartner", admin, new(new { name = Name }), ct)).Body;
        var (client, secret) = (
            made.GetProperty("clientId").GetString()!,
            made.GetProperty("clientSecret").GetString()
        );
        progress($"  partner   {client} with the secret {secret}, told this once ({Name}'s system)");
        return client;
    }

    private static object Terms(string client) =>
        new
        {
            code = "nordica",
            name = "Nordica visits",
            partnerClientId = client,
            payer = new { country = "NO", vatNumber = "NO 923609016 MVA" },
            countries = (string[])["NO", "PL"],
            languages = (string[])["en", "nb"],
            packageSizes = (int[])[2, 5],
            pricePerVisit = Money.Gbp(9_000),
            platformShareBasisPoints = 3_000,
            insurerLine = "+47 800 12 345",
            privateLine = "+47 800 99 999",
        };
}
