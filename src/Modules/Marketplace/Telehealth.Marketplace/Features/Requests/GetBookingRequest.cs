using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Broadcasts;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Requests;

internal sealed class GetBookingRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/booking-requests/{id}",
                async (BookingRequestId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetBookingRequest(id), ct)).ToHttp()
            )
            .WithName("GetBookingRequest")
            .WithSummary("A request you take part in, with the client's note")
            .WithTags("Booking requests")
            .Answers<BookingRequestAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

internal sealed record GetBookingRequest(BookingRequestId Id) : IQuery<BookingRequestAnswer>;

internal sealed class GetBookingRequestHandler(
    MarketplaceDbContext db,
    IWork work,
    IPersonVault vault,
    Offers offers,
    RequestViews views
) : IQueryHandler<GetBookingRequest, BookingRequestAnswer>
{
    public async Task<Result<BookingRequestAnswer>> Handle(GetBookingRequest query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person)
        {
            return BookingRequestErrors.NotFound;
        }

        var own = await db
            .Requests.AsNoTracking()
            .Include(x => x.Times)
            .FirstOrDefaultAsync(x => x.Id == query.Id && x.ClientId == person, ct);
        if (own is not null)
        {
            var booked = await RequestBookings.StatesOf(db, [own], ct);
            return new BookingRequestAnswer(RequestViews.ForClient(own, booked), null, await NoteOf(own, ct));
        }

        var provider = ProviderId.Of(person);
        var offer = await offers.Find(query.Id, provider, ct);
        if (offer is null || offer.IsGoneFor(provider))
        {
            return BookingRequestErrors.NotFound;
        }

        var note = await NoteOf(offer.Request, ct);
        return (await views.ForProvider(offer, ct)).Map(x => new BookingRequestAnswer(null, x, note));
    }

    private async Task<string?> NoteOf(BookingRequest request, CancellationToken ct) =>
        request.Note is { } sealedNote
            ? await vault.Open(request.ClientId, RequestNotes.PurposeOf(request.Id), sealedNote, ct)
            : null;
}
