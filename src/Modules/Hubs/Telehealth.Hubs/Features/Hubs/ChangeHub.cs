using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class ChangeHubEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/hubs/{hubId}/settings",
                async (HubId hubId, HubSettingsBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ChangeHub(hubId, body, http.IfMatch()), ct)).ToVersionedHttp(x =>
                        Results.Ok(x).WithETag(x.Version)
                    )
            )
            .WithName("ChangeHub")
            .WithSummary("HR changes a hub's name, colour and credits; what was given out stays")
            .WithTags("Hubs: employers")
            .Answers<HubSettingsAnswer>(StatusCodes.Status200OK, Versions.Problems);
}

/// <summary>What HR decides about a hub.</summary>
/// <param name="Name">As its members see it; 1 to 80 characters.</param>
/// <param name="Colour">Brand colour as #rrggbb, dark enough for white words.</param>
/// <param name="PerPeriod">Credits a member gets, from the member's next period on; 1 to 100.</param>
/// <param name="CarryOverCap">Most unused credits that go over, from the next period on; 0 to 100.</param>
public sealed record HubSettingsBody(string Name, string Colour, int PerPeriod, int CarryOverCap);

/// <summary>A hub's settings after a change.</summary>
/// <param name="Id">The hub.</param>
/// <param name="Version">Of its settings.</param>
public sealed record HubSettingsAnswer(HubId Id, long Version);

[Needs(HubsModule.AdministerHub)]
internal sealed record ChangeHub(HubId HubId, HubSettingsBody Body, long? IfMatch) : ICommand<HubSettingsAnswer>;

internal sealed class ChangeHubValidator : AbstractValidator<ChangeHub>
{
    public ChangeHubValidator()
    {
        RuleFor(x => x.Body.Name).Line(80).OverridePropertyName("name");
        RuleFor(x => x.Body.Colour).ReadableColour().OverridePropertyName("colour");
        RuleFor(x => x.Body.PerPeriod).InclusiveBetween(1, 100).OverridePropertyName("perPeriod");
        RuleFor(x => x.Body.CarryOverCap).InclusiveBetween(0, 100).OverridePropertyName("carryOverCap");
    }
}

/// <summary>
/// Bookings keep the name their channel was published under; members see the new one at once. How long a period is
/// stays: members' periods are counted by it from the day each joined.
/// </summary>
internal sealed class ChangeHubHandler(HubsDbContext db, HubDoor door, IWork work)
    : ICommandHandler<ChangeHub, HubSettingsAnswer>
{
    public async Task<Result<HubSettingsAnswer>> Handle(ChangeHub command, CancellationToken ct)
    {
        if (await door.OfAdmin(command.HubId, ct) is not { } known)
        {
            return HubErrors.NotFound;
        }

        await work.Begin(ct);
        var hub = await db.Hubs.SingleAsync(x => x.Id == known.Id, ct);
        if (Versions.Check(hub, command.IfMatch) is { } stale)
        {
            return stale;
        }

        var body = command.Body;
        var credits = hub.Credits with { PerPeriod = body.PerPeriod, CarryOverCap = body.CarryOverCap };
        hub.Change(new HubLook(body.Name, body.Colour), credits);
        await work.Flush(ct);
        return new HubSettingsAnswer(hub.Id, hub.Version);
    }
}
