using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Marketplace.Features.Requests;

internal sealed class RequestBookingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/booking-requests",
                async (BookingRequestBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RequestBooking(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/marketplace/booking-requests/{x.Id}", x)
                    )
            )
            .WithName("RequestBooking")
            .WithSummary("Ask a provider for a session at one to five preferred times; the price is set aside")
            .WithTags("Booking requests")
            .Answers<BookingRequestedAnswer>(
                StatusCodes.Status201Created,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status503ServiceUnavailable
            )
            .Idempotent();
}

/// <summary>A request for a session.</summary>
/// <param name="ProviderId">Who is asked.</param>
/// <param name="ServiceId">One of its services.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="Times">One to five starts, best first, on the five-minute grid.</param>
/// <param name="Currency">Needed only when the service has prices in several.</param>
/// <param name="Note">For the provider's eyes only; stored encrypted.</param>
public sealed record BookingRequestBody(
    ProviderId ProviderId,
    ServiceId ServiceId,
    string Mode,
    IReadOnlyList<Instant> Times,
    string? Currency = null,
    string? Note = null
);

/// <summary>The request was sent.</summary>
/// <param name="Id">The request.</param>
/// <param name="Price">What is set aside.</param>
/// <param name="Deadline">Until when the provider may accept.</param>
public sealed record BookingRequestedAnswer(BookingRequestId Id, Money Price, Instant Deadline);

[Needs(MarketplaceModule.RequestSessions)]
internal sealed record RequestBooking(BookingRequestBody Body)
    : ICommand<BookingRequestedAnswer>,
        IRequireIdempotencyKey;

internal sealed class RequestBookingValidator : AbstractValidator<RequestBooking>
{
    public RequestBookingValidator()
    {
        RuleFor(x => x.Body.Mode)
            .Must(InputRules.IsMode)
            .WithMessage($"Choose {DeliveryModeNames.Allowed}.")
            .OverridePropertyName("mode");
        RuleFor(x => x.Body.Times)
            .Must(x => x.Count is >= 1 and <= 5 && x.Distinct().Count() == x.Count)
            .WithMessage("Propose one to five different times.")
            .OverridePropertyName("times");
        RuleFor(x => x.Body.Times)
            .Must(x => x.All(Grid.IsOn))
            .WithMessage("Times lie on the five-minute grid.")
            .OverridePropertyName("times");
        RuleFor(x => x.Body.Currency)
            .Must(x => x is null || Currency.TryParse(x, out _))
            .WithMessage("A currency such as GBP.")
            .OverridePropertyName("currency");
        RuleFor(x => x.Body.Note).Paragraphs(2000).OverridePropertyName("note");
    }
}

internal sealed class RequestBookingHandler(
    MarketplaceDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    IPersonVault vault,
    RequestTermsReader reader
) : ICommandHandler<RequestBooking, BookingRequestedAnswer>
{
    public async Task<Result<BookingRequestedAnswer>> Handle(RequestBooking command, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        var now = clock.GetCurrentInstant();
        var id = new BookingRequestId(work.DerivedId("request"));
        var coverId = new CoverId(work.DerivedId("cover"));
        var read = await reader.Read(command.Body, client, coverId, now, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (terms, policy) = read.Value;
        var note = string.IsNullOrWhiteSpace(command.Body.Note) ? null : command.Body.Note;
        var sealedNote = note is null ? null : await vault.Seal(client, RequestNotes.PurposeOf(id), note, ct);
        var reserved = await sender.Send(
            new ReserveCover(coverId, client, terms.Price, policy.CoverMinutes),
            ct,
            work.StepKey("reserve")
        );
        if (reserved.Error is { } uncovered)
        {
            return uncovered;
        }

        work.OnRefusal(_ =>
        {
            work.Publish(new CoverUnusedV1(coverId), $"cover:{coverId}", version: 1);
            return Task.CompletedTask;
        });
        var deadline = RequestDeadline.Of(reserved.Value.ExpiresAt, command.Body.Times);
        var request = new BookingRequest(
            id,
            terms with
            {
                Deadline = deadline,
                SealedNote = sealedNote,
            },
            command.Body.Times,
            now
        );
        await work.Begin(ct);
        if (!await Own(coverId, ct))
        {
            return BookingRequestErrors.Lapsed;
        }

        db.Requests.Add(request);
        work.Publish(EventOf(request), $"request:{id}", request);
        return new BookingRequestedAnswer(id, request.Price, deadline);
    }

    // Wallet may have asked meanwhile whose cover this is and been told nobody's: that answer stands.
    private async Task<bool> Own(CoverId coverId, CancellationToken ct)
    {
        db.CoverClaims.Add(new CoverClaim { CoverId = coverId, Disowned = false });
        try
        {
            await work.Flush(ct);
            return true;
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return false;
        }
    }

    private static BookingRequestedV1 EventOf(BookingRequest request) =>
        new(
            request.Id,
            request.ProviderId,
            request.ClientId,
            request.CoverId,
            [.. request.Times.Select(x => x.StartsAt)],
            request.DurationMinutes,
            request.Mode,
            request.Price,
            request.Deadline
        );
}

internal static class RequestNotes
{
    public static string PurposeOf(BookingRequestId id) => $"marketplace_booking_requests|note|{id}";
}
