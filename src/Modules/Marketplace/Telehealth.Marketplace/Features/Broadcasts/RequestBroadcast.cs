using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Features.Broadcasts;

internal sealed class RequestBroadcastEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/broadcast-requests",
                async (BroadcastRequestBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RequestBroadcast(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/marketplace/booking-requests/{x.Id}", x)
                    )
            )
            .WithName("RequestBroadcast")
            .WithSummary("Ask everybody who fits at or below your limit; the first to accept gets it")
            .WithTags("Booking requests")
            .Answers<BroadcastRequestedAnswer>(
                StatusCodes.Status201Created,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status503ServiceUnavailable
            )
            .Idempotent();
}

/// <summary>A request to everybody who fits.</summary>
/// <param name="Category">One of the listed categories, such as <c>therapy</c>.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="DurationMinutes">Length of the session.</param>
/// <param name="Times">One to five starts, best first, on the five-minute grid.</param>
/// <param name="Ceiling">The most it may cost: set aside at once, the difference released on acceptance.</param>
/// <param name="Languages">Only providers who speak one of these; all when left out.</param>
/// <param name="Note">For the eyes of those asked; stored encrypted.</param>
public sealed record BroadcastRequestBody(
    string Category,
    string Mode,
    int DurationMinutes,
    IReadOnlyList<Instant> Times,
    Money Ceiling,
    IReadOnlyList<string>? Languages = null,
    string? Note = null
);

/// <summary>The request was sent to everybody who fits.</summary>
/// <param name="Id">The request.</param>
/// <param name="Ceiling">What is set aside.</param>
/// <param name="Deadline">Until when one of them may accept.</param>
/// <param name="Asked">How many are asked.</param>
public sealed record BroadcastRequestedAnswer(BookingRequestId Id, Money Ceiling, Instant Deadline, int Asked);

[Needs(MarketplaceModule.RequestSessions)]
internal sealed record RequestBroadcast(BroadcastRequestBody Body)
    : ICommand<BroadcastRequestedAnswer>,
        IRequireIdempotencyKey;

internal sealed class RequestBroadcastValidator : AbstractValidator<RequestBroadcast>
{
    private const int LongestMinutes = 480;

    public RequestBroadcastValidator(MarketplaceOptions options)
    {
        RuleFor(x => x.Body.Category)
            .Must(x => options.AllCategories.Contains(x))
            .WithMessage($"Choose one of: {string.Join(", ", options.AllCategories)}.")
            .OverridePropertyName("category");
        RuleFor(x => x.Body.Mode)
            .Must(InputRules.IsMode)
            .WithMessage($"Choose {DeliveryModeNames.Allowed}.")
            .OverridePropertyName("mode");
        RuleFor(x => x.Body.DurationMinutes)
            .InclusiveBetween(5, LongestMinutes)
            .WithMessage($"5 to {LongestMinutes} minutes.")
            .OverridePropertyName("durationMinutes");
        RuleFor(x => x.Body.Times).PreferredTimes().OverridePropertyName("times");
        RuleFor(x => x.Body.Ceiling).Limit().OverridePropertyName("ceiling");
        RuleFor(x => x.Body.Languages!)
            .SpokenLanguages()
            .OverridePropertyName("languages")
            .When(x => x.Body.Languages is not null);
        RuleFor(x => x.Body.Note).Paragraphs(2000).OverridePropertyName("note");
    }
}

internal static class BroadcastRules
{
    private const int MostLanguages = 10;

    public static IRuleBuilderOptions<T, Money> Limit<T>(this IRuleBuilder<T, Money> rule) =>
        rule.Must(x => x.Minor > 0).WithMessage("An amount above zero.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>> SpokenLanguages<T>(
        this IRuleBuilder<T, IReadOnlyList<string>> rule
    ) => rule.Words(MostLanguages, InputRules.IsLanguage, "Language codes such as en.");
}

internal sealed class RequestBroadcastHandler(BroadcastSending sending)
    : ICommandHandler<RequestBroadcast, BroadcastRequestedAnswer>
{
    public Task<Result<BroadcastRequestedAnswer>> Handle(RequestBroadcast command, CancellationToken ct)
    {
        var body = command.Body;
        var wish = new BroadcastWish(
            body.Category,
            body.Mode,
            body.DurationMinutes,
            body.Times,
            body.Ceiling,
            body.Languages ?? [],
            body.Note
        );
        return sending.Send(wish, ct);
    }
}
