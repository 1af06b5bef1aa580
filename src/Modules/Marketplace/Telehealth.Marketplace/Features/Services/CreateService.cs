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
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Features.Policies;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Services;

internal sealed class CreateServiceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/providers/me/services",
                async (ServiceBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new CreateService(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/marketplace/providers/me/services/{x.Id}", x).WithETag(x.Version)
                    )
            )
            .WithName("CreateService")
            .WithSummary("Offer a service")
            .WithTags("Services")
            .Answers<ServiceAnswer>(
                StatusCodes.Status201Created,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status422UnprocessableEntity
            );
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record CreateService(ServiceBody Body) : ICommand<ServiceAnswer>;

internal sealed class CreateServiceValidator : AbstractValidator<CreateService>
{
    public CreateServiceValidator(IOptions<MarketplaceOptions> options)
    {
        var rules = new ServiceRules(options);
        RuleFor(x => x.Body).Custom((body, context) => ServiceRules.Check(rules, body, context));
    }
}

internal sealed class CreateServiceHandler(
    MarketplaceDbContext db,
    PublishedChannels channels,
    IWork work,
    IClock clock
) : ICommandHandler<CreateService, ServiceAnswer>
{
    private const int MostServices = 50;

    public async Task<Result<ServiceAnswer>> Handle(CreateService command, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var channel = await channels.Choose(command.Body.Channel, ct);
        if (channel.Error is { } unknown)
        {
            return unknown;
        }

        await work.Begin(ct);
        if (!await db.Providers.AnyAsync(x => x.Id == provider, ct))
        {
            return ProfileErrors.NotFound;
        }

        if (await db.Services.CountAsync(x => x.ProviderId == provider, ct) >= MostServices)
        {
            return ServiceErrors.TooMany;
        }

        var id = new ServiceId(work.DerivedId("service"));
        var terms = ServiceRules.TermsOf(command.Body, channel.Value);
        var service = new ProviderService(id, provider, terms, clock.GetCurrentInstant());
        db.Services.Add(service);
        await work.Flush(ct);
        return ServiceAnswer.Of(service, channel.Value);
    }
}
