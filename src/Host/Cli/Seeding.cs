using Microsoft.AspNetCore.WebUtilities;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>
/// Demo data, made by the commands people's own clicks would send. Safe to repeat: whoever is there already is left
/// alone, and a run that was interrupted is finished by the next.
/// </summary>
internal sealed class Seeding(IServiceProvider services, Action<string> progress)
{
    private readonly DemoPeople people = DemoPeople.Read();
    private readonly SeedStage stage = new(services);

    private InnerDoor Door => stage.Door;

    /// <summary>
    /// The verb: serves on a port of its own meanwhile, because the stand-in for Stripe is part of the host.
    /// </summary>
    public static async Task<int> Run(string[] args)
    {
        var url = Ports.FreeAddress();
        await using var app = Program.Build([.. args, "--urls", url, "--PublicOrigin", url, "--Seed:Demo", "false"]);
        if (!app.Environment.IsDevelopment())
        {
            await Console.Error.WriteLineAsync("Demo people have printed passwords: `seed` runs in Development only.");
            return Composition.StartupErrors.ExitCode;
        }

        await Prepare(app.Services, CancellationToken.None);
        await app.StartAsync();
        await new Seeding(app.Services, Console.WriteLine).Fill(CancellationToken.None);
        Greet();
        await app.StopAsync();
        return 0;
    }

    /// <summary>
    /// Brings the schema up to date; a database that is new begins in the past, so that its people have one.
    /// </summary>
    public static async Task Prepare(IServiceProvider services, CancellationToken ct)
    {
        var isNew = await services.GetRequiredService<DatabaseMigrator>().IsNew(ct);
        await Migrating.Migrate(services, ct);
        if (isNew)
        {
            var week = SeededWeek.Before(services.GetRequiredService<SystemTime>().Now);
            await services.GetRequiredService<BusinessClock>().BeginAt(week.Begin, ct);
        }
    }

    /// <summary>Who to log in as.</summary>
    public static void Greet()
    {
        var people = DemoPeople.Read();
        Console.WriteLine($"Log in with the password {people.Password} as");
        foreach (var (role, email, what) in SeededHistory.Worth)
        {
            Console.WriteLine($"  {role, -9} {email, -46} {what}");
        }

        foreach (var member in people.Staff)
        {
            Console.WriteLine($"  {string.Join(", ", member.Roles), -20} {member.Email}");
        }

        Console.WriteLine($"Staff also type a code: add the key {people.TotpKey} to an authenticator app.");
    }

    /// <summary>Makes whatever is missing.</summary>
    public async Task Fill(CancellationToken ct)
    {
        if (await IsComplete(ct))
        {
            return;
        }

        progress($"Demo data: {people.Staff.Count} members of staff …");
        var reviewer = await HireAll(ct);
        var history = new SeededHistory(stage, people, progress);
        if (stage.InThePast)
        {
            await Live(history, reviewer, ct);
        }

        if (await history.IsLived(ct))
        {
            await history.LeaveToday(ct);
        }

        progress($"Demo data: {people.Providers.Count} providers …");
        await Introduce(people.Providers, reviewer, ct);
        progress($"Demo data: {people.Clients.Count} clients with a balance …");
        await Welcome(people.Clients, ct);
        await stage.StripePaysOut(ct);
        progress("Demo data is ready.");
    }

    /// <summary>Those who have a past come first, and take the clock to the present.</summary>
    private async Task Live(SeededHistory history, Actor reviewer, CancellationToken ct)
    {
        await Introduce(people.Providers.Where(x => SeededHistory.Providers.Contains(x.Email)), reviewer, ct);
        await Welcome(people.Clients.Where(x => SeededHistory.Clients.Contains(x.Email)), ct);
        await history.Live(ct);
    }

    private async Task Introduce(IEnumerable<DemoPeople.Provider> providers, Actor reviewer, CancellationToken ct)
    {
        var all = providers.ToList();
        // Two at a time: hashing passwords takes a processor, writing takes the database.
        await Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = ct },
            async (provider, token) => await Introduce(provider, token)
        );
        await stage.Drain(ct);
        foreach (var provider in all)
        {
            await Clear(provider, reviewer, ct);
        }

        await stage.Drain(ct);
    }

    private async Task Welcome(IEnumerable<DemoPeople.Client> clients, CancellationToken ct)
    {
        foreach (var client in clients)
        {
            await Welcome(client, ct);
        }

        await stage.Drain(ct);
    }

    private async Task<bool> IsComplete(CancellationToken ct)
    {
        var last = await stage.Find(people.Clients[^1].Email, ct);
        return last is { } person && await HasBalance(Actor.OfPerson(person, Roles.Client), ct);
    }

    private async Task<Actor> HireAll(CancellationToken ct)
    {
        var reviewer = Actor.Anonymous;
        foreach (var member in people.Staff)
        {
            var id = await stage.Find(member.Email, ct) ?? await Hire(member, ct);
            if (member.Roles.Contains(Roles.ComplianceReviewer))
            {
                reviewer = Actor.OfPerson(id, member.Roles);
            }
        }

        return reviewer;
    }

    private async Task<PersonId> Hire(DemoPeople.StaffMember member, CancellationToken ct)
    {
        var command = new CreateStaffAccount(
            member.Email,
            member.Name,
            member.Roles,
            "GB",
            "Europe/London",
            "en-GB",
            new Secret(people.Password),
            new Secret(people.TotpKey)
        );
        return (await stage.Send(command, ct, $"seed:{member.Email}")).PersonId;
    }

    private async Task Introduce(DemoPeople.Provider provider, CancellationToken ct)
    {
        var id = await SignUp(
            new SignUp(
                provider.Email,
                new Secret(people.Password),
                provider.Name,
                AccountType.Provider,
                null,
                provider.Country,
                provider.Zone,
                provider.Language,
                null
            ),
            ct
        );
        await new SeededProvider(Door, Actor.OfPerson(id, Roles.Provider), provider).Offer(ct);
    }

    private async Task Clear(DemoPeople.Provider provider, Actor reviewer, CancellationToken ct)
    {
        var id = await stage.Find(provider.Email, ct);
        // Already cleared answers 409: that is what we want.
        await Door.Try(
            "GrantClearance",
            reviewer,
            new(
                new { reason = "Demo: papers seen." },
                $"seed:{provider.Email}",
                Route: ("providerId", id!.Value.ToString())
            ),
            ct
        );
    }

    private async Task Welcome(DemoPeople.Client client, CancellationToken ct)
    {
        var id = await SignUp(
            new SignUp(
                client.Email,
                new Secret(people.Password),
                client.Name,
                AccountType.Client,
                LocalDatePattern.Iso.Parse(client.Born).Value,
                client.Country,
                client.Zone,
                client.Language,
                null
            ),
            ct
        );
        var actor = Actor.OfPerson(id, Roles.Client);
        if (!await HasBalance(actor, ct))
        {
            var amount = new Money(client.TopUpMinor, Currency.Of(client.Currency));
            await Door.Do("TopUpWallet", actor, new(new { amount, paymentMethod = "pm_card_visa" }, "seed:first"), ct);
        }
    }

    /// <summary>Signs up and follows the mailed link.</summary>
    private async Task<PersonId> SignUp(SignUp command, CancellationToken ct)
    {
        var known = await stage.Find(command.Email, ct);
        if (known is null)
        {
            await stage.Send(command, ct);
            known = await stage.Find(command.Email, ct);
        }

        var link = await stage.Ask(new GetConfirmationLink(known!.Value), ct);
        if (link.IsSuccess)
        {
            var query = QueryHelpers.ParseQuery(link.Value.Url.Query);
            await stage.Send(new ConfirmEmail(known.Value, new Secret(query["token"]!)), ct);
        }

        return known.Value;
    }

    private async Task<bool> HasBalance(Actor client, CancellationToken ct)
    {
        var answer = await Door.Do("GetBalance", client, new(), ct);
        return answer.Body.GetProperty("balances").GetArrayLength() > 0;
    }
}
