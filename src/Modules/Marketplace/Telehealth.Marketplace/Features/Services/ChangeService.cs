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
using Telehealth.Marketplace.Features.Policies;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Services;

internal sealed class ChangeServiceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(
                "/marketplace/providers/me/services/{id}",
                async (ServiceId id, ServiceBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ChangeService(id, body, http.IfMatch()), ct)).ToVersionedHttp(x =>
                        Results.Ok(x).WithETag(x.Version)
                    )
            )
            .WithName("ChangeService")
            .WithSummary("Change a service; requests made before keep their price and channel")
            .WithTags("Services")
            .Answers<ServiceAnswer>(StatusCodes.Status200OK, Versions.Problems);
        api.MapDelete(
                "/marketplace/providers/me/services/{id}",
                async (ServiceId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RemoveService(id, http.IfMatch()), ct)).ToVersionedHttp(_ =>
                        Results.NoContent()
                    )
            )
            .WithName("RemoveService")
            .WithSummary("Stop offering a service; what is requested or booked stays")
            .WithTags("Services")
            .AnswersNothing(Versions.Problems);
    }
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record ChangeService(ServiceId Id, ServiceBody Body, long? IfMatch) : ICommand<ServiceAnswer>;

internal sealed class ChangeServiceValidator : AbstractValidator<ChangeService>
{
    public ChangeServiceValidator(IOptions<MarketplaceOptions> options)
    {
        var rules = new ServiceRules(options);
        RuleFor(x => x.Body).Custom((body, context) => ServiceRules.Check(rules, body, context));
    }
}

internal sealed class ChangeServiceHandler(
    MarketplaceDbContext db,
    PublishedChannels channels,
    IWork work,
    IClock clock
) : ICommandHandler<ChangeService, ServiceAnswer>
{
    public async Task<Result<ServiceAnswer>> Handle(ChangeService command, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var channel = await channels.Choose(command.Body.Channel, ct);
        if (channel.Error is { } unknown)
        {
            return unknown;
        }

        await work.Begin(ct);
        var service = await db
            .Services.Include(x => x.Prices)
            .FirstOrDefaultAsync(x => x.Id == command.Id && x.ProviderId == provider, ct);
        if (service is null)
        {
            return ServiceErrors.NotFound;
        }

        if (Versions.Check(service, command.IfMatch) is { } stale)
        {
            return stale;
        }

        service.Change(ServiceRules.TermsOf(command.Body, channel.Value), clock.GetCurrentInstant());
        await work.Flush(ct);
        return ServiceAnswer.Of(service, channel.Value);
    }
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record RemoveService(ServiceId Id, long? IfMatch) : ICommand<Done>;

internal sealed class RemoveServiceHandler(MarketplaceDbContext db, IWork work) : ICommandHandler<RemoveService, Done>
{
    public async Task<Result<Done>> Handle(RemoveService command, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        await work.Begin(ct);
        var service = await db
            .Services.Include(x => x.Prices)
            .FirstOrDefaultAsync(x => x.Id == command.Id && x.ProviderId == provider, ct);
        if (service is null)
        {
            return ServiceErrors.NotFound;
        }

        if (Versions.Check(service, command.IfMatch) is { } stale)
        {
            return stale;
        }

        db.Services.Remove(service);
        return Done.Value;
    }
}
