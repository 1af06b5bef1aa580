using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>What all demo data is made with: the API's own operations, the clock, what follows.</summary>
internal sealed class SeedStage(IServiceProvider services)
{
    private static readonly Duration Present = Duration.FromMinutes(1);
    private readonly Dictionary<string, Actor> known = [];

    public InnerDoor Door { get; } = new(services);

    private BusinessClock Clock => services.GetRequiredService<BusinessClock>();

    public Instant Now => Clock.GetCurrentInstant();

    /// <summary>True while a sandbox that began in the past has not arrived in the present.</summary>
    public bool InThePast => Clock.Offset < -Present;

    /// <summary>Somebody of the demo, by mail address.</summary>
    public async Task<Actor> ActorOf(string email, string role, CancellationToken ct)
    {
        if (!known.TryGetValue(email, out var actor))
        {
            var person = await Find(email, ct) ?? throw new InvalidOperationException($"There is no {email}.");
            actor = known[email] = Actor.OfPerson(person, role);
        }

        return actor;
    }

    public async Task<PersonId?> Find(string email, CancellationToken ct)
    {
        var found = await Ask(new FindPerson(email), ct);
        return found.IsSuccess ? found.Value : null;
    }

    /// <summary>Calls what an earlier run may have done: then it answers so, or that the two clash.</summary>
    public async Task DoOnce(string operation, Actor actor, InnerDoor.Parts parts, CancellationToken ct)
    {
        var answer = await Door.Try(operation, actor, parts, ct);
        if (answer.Status is not (< 400 or StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity))
        {
            throw new InvalidOperationException($"{operation} was refused with {answer.Status}: {answer.Body}");
        }
    }

    /// <summary>Moves the clock there, unless that time is over.</summary>
    public async Task Advance(Instant to, CancellationToken ct)
    {
        if (to <= Now)
        {
            return;
        }

        var moved = await services.GetRequiredService<ClockAdvance>().To(to, ct);
        if (moved.Error is { } error)
        {
            throw new InvalidOperationException($"The clock could not be moved: {error.Message}");
        }
    }

    public Task Arrive(CancellationToken ct) => Advance(services.GetRequiredService<SystemTime>().Now, ct);

    /// <summary>What Stripe does by itself each day, its stand-in does when told: cash comes to the bank.</summary>
    public async Task StripePaysOut(CancellationToken ct)
    {
        using var http = new HttpClient();
        var address = services.GetRequiredService<PublicOrigin>().At("/dev/stripe/payouts");
        using var answer = await http.PostAsync(address, null, ct);
        answer.EnsureSuccessStatusCode();
        await Drain(ct);
    }

    public async Task Drain(CancellationToken ct) => await services.GetRequiredService<Drain>().Run(ct);

    public async Task<T> Send<T>(MediatR.IRequest<Result<T>> request, CancellationToken ct, string? key = null)
    {
        var result = await Ask(request, ct, key);
        return result.Error is { } error
            ? throw new InvalidOperationException($"{request.GetType().Name} was refused: {error.Code} {error.Message}")
            : result.Value;
    }

    public async Task<Result<T>> Ask<T>(MediatR.IRequest<Result<T>> request, CancellationToken ct, string? key = null)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().SendAs(Actor.System("seed"), request, ct, key);
    }
}
