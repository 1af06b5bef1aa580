using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Desk;

internal sealed class SetPresenceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/quick-connect/presence",
                async (PresenceBody body, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new SetPresence(body.Until, body.Mode), ct)).ToHttp()
            )
            .WithName("SetPresence")
            .WithSummary("Be there for the pool until a time, or go offline; only cleared providers can be online")
            .WithTags("Quick connect")
            .Answers<PresenceAnswer>(200, 403, 422);
}

/// <summary>Until when I am there.</summary>
/// <param name="Until">At most twelve hours ahead; null goes offline.</param>
/// <param name="Mode">online in front of the desk, or onCall and reached by text message.</param>
public sealed record PresenceBody(Instant? Until = null, PresenceMode Mode = PresenceMode.Online);

/// <summary>Until when I am there.</summary>
/// <param name="Online">Whether I am there now.</param>
/// <param name="Until">Until when; null while offline.</param>
/// <param name="Mode">online or onCall.</param>
public sealed record PresenceAnswer(bool Online, Instant? Until, PresenceMode Mode)
{
    internal static PresenceAnswer Of(Presence? presence, Instant now) =>
        presence is not null && presence.Until > now
            ? new(true, presence.Until, presence.Mode)
            : new(false, null, PresenceMode.Online);
}

[Needs(QuickConnectModule.Serve)]
internal sealed record SetPresence(Instant? Until, PresenceMode Mode) : ICommand<PresenceAnswer>;

internal sealed class SetPresenceHandler(
    QuickConnectDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    IOptions<QuickConnectOptions> options
) : ICommandHandler<SetPresence, PresenceAnswer>
{
    public async Task<Result<PresenceAnswer>> Handle(SetPresence command, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var now = clock.GetCurrentInstant();
        if (command.Until is { } until && await Refusal(provider, until, now, ct) is { } refused)
        {
            return refused;
        }

        await work.Begin(ct);
        var presence = await db.Presences.FirstOrDefaultAsync(x => x.ProviderId == provider, ct);
        if (presence is null)
        {
            presence = new Presence { ProviderId = provider };
            db.Presences.Add(presence);
        }

        presence.Until = command.Until ?? now;
        presence.Mode = command.Mode;
        presence.Touch();
        return PresenceAnswer.Of(presence, now);
    }

    private async Task<Error?> Refusal(ProviderId provider, Instant until, Instant now, CancellationToken ct)
    {
        var hours = options.Value.MostOnlineHours;
        if (until <= now || until > now + Duration.FromHours(hours))
        {
            return Error.Invalid(
                "quickconnect.until-out-of-range",
                "until",
                $"A time from now on, at most {hours} hours ahead."
            );
        }

        var clearance = await sender.Send(new GetClearance(provider), ct);
        return clearance.Error is { Kind: ErrorKind.Unavailable } busy ? busy
            : clearance.Error is null && clearance.Value.Cleared ? null
            : QuickConnectErrors.NotCleared;
    }
}
