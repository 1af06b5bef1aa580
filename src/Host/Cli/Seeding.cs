using Microsoft.AspNetCore.WebUtilities;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>
/// Demo data, made by the commands people's own clicks would send. Safe to repeat: whoever is there already is left
/// alone, and a run that was interrupted is finished by the next.
/// </summary>
internal sealed class Seeding(WebApplication app, Action<string> progress)
{
    private readonly DemoPeople people = DemoPeople.Read();
    private readonly InnerDoor door = new(app);

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

        await Migrating.Migrate(app.Services, CancellationToken.None);
        await app.StartAsync();
        await new Seeding(app, Console.WriteLine).Fill(CancellationToken.None);
        Greet();
        await app.StopAsync();
        return 0;
    }

    /// <summary>Who to log in as.</summary>
    public static void Greet()
    {
        var people = DemoPeople.Read();
        Console.WriteLine($"Log in with the password {people.Password} as");
        Console.WriteLine($"  client    {people.Clients[0].Email}");
        Console.WriteLine($"  provider  {people.Providers[0].Email}");
        foreach (var member in people.Staff)
        {
            Console.WriteLine($"  {string.Join(", ", member.Roles), -9} {member.Email}");
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
        progress($"Demo data: {people.Providers.Count} providers …");
        // Two at a time: hashing passwords takes a processor, writing takes the database.
        await Parallel.ForEachAsync(
            people.Providers,
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = ct },
            async (provider, token) => await Introduce(provider, token)
        );
        await Drain(ct);
        foreach (var provider in people.Providers)
        {
            await Clear(provider, reviewer, ct);
        }

        await Drain(ct);
        progress($"Demo data: {people.Clients.Count} clients with a balance …");
        foreach (var client in people.Clients)
        {
            await Welcome(client, ct);
        }

        await Drain(ct);
        progress("Demo data is ready.");
    }

    private async Task<bool> IsComplete(CancellationToken ct)
    {
        var last = await Find(people.Clients[^1].Email, ct);
        return last is { } person && await HasBalance(Actor.OfPerson(person, Roles.Client), ct);
    }

    private async Task<Actor> HireAll(CancellationToken ct)
    {
        var reviewer = Actor.Anonymous;
        foreach (var member in people.Staff)
        {
            var id = await Find(member.Email, ct) ?? await Hire(member, ct);
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
        return (await Send(command, ct, $"seed:{member.Email}")).PersonId;
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
        await new SeededProvider(door, Actor.OfPerson(id, Roles.Provider), provider).Offer(ct);
    }

    private async Task Clear(DemoPeople.Provider provider, Actor reviewer, CancellationToken ct)
    {
        var id = await Find(provider.Email, ct);
        // Already cleared answers 409: that is what we want.
        await door.Try(
            "GrantClearance",
            reviewer,
            new(
                new { reason = "Demo: papers seen." },
                $"seed:{provider.Email}",
                null,
                ("providerId", id!.Value.ToString())
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
            await door.Do("TopUpWallet", actor, new(new { amount, paymentMethod = "pm_card_visa" }, "seed:first"), ct);
        }
    }

    /// <summary>Signs up and follows the mailed link.</summary>
    private async Task<PersonId> SignUp(SignUp command, CancellationToken ct)
    {
        var known = await Find(command.Email, ct);
        if (known is null)
        {
            await Send(command, ct, null);
            known = await Find(command.Email, ct);
        }

        var link = await Ask(new GetConfirmationLink(known!.Value), ct);
        if (link.IsSuccess)
        {
            var query = QueryHelpers.ParseQuery(link.Value.Url.Query);
            await Send(new ConfirmEmail(known.Value, new Secret(query["token"]!)), ct, null);
        }

        return known.Value;
    }

    private async Task<bool> HasBalance(Actor client, CancellationToken ct)
    {
        var answer = await door.Do("GetBalance", client, new(), ct);
        return answer.Body.GetProperty("balances").GetArrayLength() > 0;
    }

    private async Task<PersonId?> Find(string email, CancellationToken ct)
    {
        var found = await Ask(new FindPerson(email), ct);
        return found.IsSuccess ? found.Value : null;
    }

    private async Task Drain(CancellationToken ct) => await app.Services.GetRequiredService<Drain>().Run(ct);

    private async Task<T> Send<T>(ICommand<T> command, CancellationToken ct, string? key)
    {
        var result = await Ask(command, ct, key);
        return result.Error is { } error
            ? throw new InvalidOperationException($"{command.GetType().Name} was refused: {error.Code} {error.Message}")
            : result.Value;
    }

    private async Task<Result<T>> Ask<T>(MediatR.IRequest<Result<T>> request, CancellationToken ct, string? key = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().SendAs(Actor.System("seed"), request, ct, key);
    }
}
