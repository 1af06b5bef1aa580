using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Contracts;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Concierge;

internal sealed class BookForMemberEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/concierge/bookings",
                async (ConciergeBookingBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new BookForMember(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/marketplace/bookings/{x.BookingId}", x)
                    )
            )
            .WithName("BookForMember")
            .WithSummary(
                "The concierge books a phone or video session on a member's behalf, paid from the member's wallet"
            )
            .WithDescription(
                "Within the provider's availability. Who booked for whom is kept with the booking; both get the usual "
                    + "confirmation. Visits of a partner's programme are refused with the line to call."
            )
            .WithTags("Concierge")
            .Answers<BookedAtOnce>(201, 400, 403, 404, 409, 422, 503)
            .Idempotent();
}

/// <summary>What is booked for whom.</summary>
/// <param name="MemberId">The member, as found by email.</param>
/// <param name="ProviderId">With whom.</param>
/// <param name="ServiceId">One of its services.</param>
/// <param name="Mode">phone or video.</param>
/// <param name="StartsAt">One of the free starts.</param>
/// <param name="Currency">Needed only when the service has prices in several.</param>
/// <param name="NameOnDocuments">
/// The member's name in Latin letters, as the member says it; needed when documents can carry none so far.
/// </param>
public sealed record ConciergeBookingBody(
    PersonId MemberId,
    ProviderId ProviderId,
    ServiceId ServiceId,
    string Mode,
    Instant StartsAt,
    string? Currency = null,
    string? NameOnDocuments = null
);

[Needs(MarketplaceModule.BookForMembers)]
internal sealed record BookForMember(ConciergeBookingBody Body) : ICommand<BookedAtOnce>, IRequireIdempotencyKey;

internal sealed class BookForMemberValidator : AbstractValidator<BookForMember>
{
    public BookForMemberValidator()
    {
        RuleFor(x => x.Body.Mode)
            .Must(x => x is "phone" or "video")
            .WithMessage("Choose phone or video.")
            .OverridePropertyName("mode");
        RuleFor(x => x.Body.StartsAt)
            .Must(Grid.IsOn)
            .WithMessage("Times lie on the five-minute grid.")
            .OverridePropertyName("startsAt");
        RuleFor(x => x.Body.Currency)
            .Must(x => x is null || Currency.TryParse(x, out _))
            .WithMessage("A currency such as GBP.")
            .OverridePropertyName("currency");
    }
}

/// <summary>Concierge (HUB-19): the member's own wallet pays, and the booking keeps who made it.</summary>
internal sealed class BookForMemberHandler(MarketplaceDbContext db, IWork work, ISender sender)
    : ICommandHandler<BookForMember, BookedAtOnce>
{
    public async Task<Result<BookedAtOnce>> Handle(BookForMember command, CancellationToken ct)
    {
        var body = command.Body;
        if (await Unfit(body, ct) is { } refused)
        {
            return refused;
        }

        var service = await db
            .Services.AsNoTracking()
            .Include(x => x.Prices)
            .FirstOrDefaultAsync(x => x.Id == body.ServiceId && x.ProviderId == body.ProviderId, ct);
        if (service is null)
        {
            return ServiceErrors.NotFound;
        }

        if (service.PriceOf(DeliveryModeNames.Parse([body.Mode]), body.Currency) is not { } price)
        {
            return BookingRequestErrors.NoPrice;
        }

        var shape = new SessionShape(
            service.Name,
            body.Mode,
            service.DurationMinutes,
            service.BufferAfterMinutes,
            price,
            service.BufferBeforeMinutes
        );
        var book = new BookAtOnce(
            new BookingRequestId(work.DerivedId("request")),
            body.MemberId,
            body.ProviderId,
            service.PolicyId,
            shape,
            body.StartsAt,
            CoverFunding.OwnWallet,
            ServiceId: service.Id
        );
        return await sender.Send(book, ct, work.StepKey("book"));
    }

    private async Task<Error?> Unfit(ConciergeBookingBody body, CancellationToken ct)
    {
        var member = await sender.Send(new GetPerson(body.MemberId), ct);
        if (member.Error is { } unknown)
        {
            return unknown;
        }

        if (body.Mode == "phone" && member.Value.Phone is null)
        {
            return ConciergeErrors.NoPhone;
        }

        if (member.Value.PrintedName is null && await Name(body, ct) is { } unnamed)
        {
            return unnamed;
        }

        var partner = await sender.Send(new GetPartnerLine(body.MemberId), ct);
        return partner.Error
            ?? (
                partner.Value is { Programme: { } programme, Line: { } line }
                    ? ConciergeErrors.PartnerBooks(programme, line)
                    : null
            );
    }

    // The money is taken and a receipt is owed: what it prints is asked for while the member is on the line.
    private async Task<Error?> Name(ConciergeBookingBody body, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(body.NameOnDocuments)
            ? ConciergeErrors.NameNeeded
            : (await sender.Send(new NamePerson(body.MemberId, body.NameOnDocuments), ct, work.StepKey("name"))).Error;
}

internal static class ConciergeErrors
{
    public static readonly Error NameNeeded = Error.Invalid(
        "marketplace.member-name-needed",
        "nameOnDocuments",
        "Receipts are printed in Latin letters and cannot carry this member's name. Please ask how it is written in "
            + "the member's passport."
    );

    public static readonly Error NoPhone = Error.Refused(
        "marketplace.member-without-phone",
        "This member has no phone number. Ask for one to be added, or book a video session."
    );

    /// <summary>Somebody a partner insures is booked for by the partner alone (HUB-22).</summary>
    public static Error PartnerBooks(string programme, string line) =>
        Error
            .Refused(
                "marketplace.partner-books",
                "This person's visits are booked by the partner only. Please call the line shown."
            )
            .With("programme", programme)
            .With("line", line);
}
