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
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Allotments;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Bookings;

internal sealed class BookWithCreditEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/{hubId}/bookings",
                async (HubId hubId, HubBookingBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new BookWithCredit(hubId, body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/marketplace/bookings/{x.BookingId}", x)
                    )
            )
            .WithName("BookWithCredit")
            .WithSummary("Books a free time of a provider of your hub at once, with one of your credits")
            .WithDescription("The concierge may name a member and books with that member's credit, by phone or video.")
            .WithTags("Hubs: members")
            .Answers<BookedAtOnce>(StatusCodes.Status201Created, 404, 409, 422, 503)
            .Idempotent();
}

/// <summary>A free time to be booked with a credit.</summary>
/// <param name="ProviderId">A provider of the hub.</param>
/// <param name="Mode">video, phone or in-person, as the hub offers.</param>
/// <param name="StartsAt">One of the free starts.</param>
/// <param name="MemberId">For the concierge alone: whose credit it is. Left out: your own.</param>
public sealed record HubBookingBody(ProviderId ProviderId, string Mode, Instant StartsAt, PersonId? MemberId = null);

internal sealed record BookWithCredit(HubId HubId, HubBookingBody Body)
    : ICommand<BookedAtOnce>,
        IRequireIdempotencyKey;

internal sealed class BookWithCreditValidator : AbstractValidator<BookWithCredit>
{
    public BookWithCreditValidator()
    {
        RuleFor(x => x.Body.Mode)
            .Must(HubRules.Modes.Contains)
            .WithMessage("Choose video, phone or in-person.")
            .OverridePropertyName("mode");
        RuleFor(x => x.Body.StartsAt)
            .Must(x => x.ToUnixTimeTicks() % (5 * NodaConstants.TicksPerMinute) == 0)
            .WithMessage("Times lie on the five-minute grid.")
            .OverridePropertyName("startsAt");
    }
}

/// <summary>Members only; the credit is set aside, and used up when the session was held (HUB-05).</summary>
internal sealed class BookWithCreditHandler(
    HubsDbContext db,
    HubDoor door,
    MemberPeriods periods,
    IWork work,
    ISender sender
) : ICommandHandler<BookWithCredit, BookedAtOnce>
{
    public async Task<Result<BookedAtOnce>> Handle(BookWithCredit command, CancellationToken ct)
    {
        var body = command.Body;
        if (await door.OfMember(command.HubId, body.MemberId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        if (!await db.HubProviders.AnyAsync(x => x.HubId == hub.Id && x.ProviderId == body.ProviderId, ct))
        {
            return HubErrors.ProviderNotFound;
        }

        if (!hub.Terms.Modes.Contains(body.Mode))
        {
            return HubErrors.ModeNotOffered;
        }

        var member = body.MemberId ?? work.Actor.Person!.Value;
        if (member != work.Actor.Person && await Unfit(member, body.Mode, ct) is { } unfit)
        {
            return unfit;
        }

        if (await periods.UpToDate(hub.Id, member, ct) is not { } membership)
        {
            return HubErrors.NotFound;
        }

        var employer = await db.Employers.AsNoTracking().SingleAsync(x => x.Id == hub.EmployerId, ct);
        var (from, until) = membership.PeriodPaying(body.StartsAt, hub.Credits.PeriodMonths);
        var book = new BookAtOnce(
            new BookingRequestId(work.DerivedId("request")),
            member,
            body.ProviderId,
            hub.Channel,
            hub.Shape(body.Mode),
            body.StartsAt,
            hub.Credit(employer.Place, until)
        );
        var booked = await sender.Send(book, ct, work.StepKey("book"));
        return booked.Error?.Code switch
        {
            "wallet.insufficient-funds" => HubErrors.NoCredits,
            "wallet.credits-come-later" => HubErrors.CreditsComeLater(from),
            _ => booked,
        };
    }

    // What the concierge books is held at a distance, by a line the provider can reach (HUB-19).
    private async Task<Error?> Unfit(PersonId member, string mode, CancellationToken ct)
    {
        if (mode == "in-person")
        {
            return HubErrors.ConciergeModes;
        }

        var person = await sender.Send(new GetPerson(member), ct);
        return person.Error ?? (mode == "phone" && person.Value.Phone is null ? HubErrors.MemberWithoutPhone : null);
    }
}
