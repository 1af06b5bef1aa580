using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Marketplace.Features.Requests;

/// <summary>How every request that waits for an answer comes about: money set aside, owned, written.</summary>
internal sealed class RequestOpening(MarketplaceDbContext db, IWork work, ISender sender, IPersonVault vault)
{
    /// <summary>The same key always leads to the same request and cover.</summary>
    public (BookingRequestId Id, CoverId Cover) NewIds() =>
        (new BookingRequestId(work.DerivedId("request")), new CoverId(work.DerivedId("cover")));

    /// <summary>
    /// Reserves the terms' price, begins, and adds what <paramref name="make"/> makes of the whole terms. A refusal
    /// from then on lets the cover go.
    /// </summary>
    public async Task<Result<BookingRequest>> Open(
        BookingRequestId id,
        RequestTerms terms,
        int coverMinutes,
        IReadOnlyList<Instant> times,
        string? note,
        Func<RequestTerms, BookingRequest> make,
        CancellationToken ct
    )
    {
        var sealedNote = string.IsNullOrWhiteSpace(note)
            ? null
            : await vault.Seal(terms.ClientId, RequestNotes.PurposeOf(id), note, ct);
        var reserved = await sender.Send(
            new ReserveCover(terms.CoverId, terms.ClientId, terms.Price, coverMinutes),
            ct,
            work.StepKey("reserve")
        );
        if (reserved.Error is { } uncovered)
        {
            return uncovered;
        }

        work.OnRefusal(_ =>
        {
            work.Publish(new CoverUnusedV1(terms.CoverId), $"cover:{terms.CoverId}", version: 1);
            return Task.CompletedTask;
        });
        var deadline = RequestDeadline.Of(reserved.Value.ExpiresAt, times);
        var request = make(terms with { Deadline = deadline, SealedNote = sealedNote });
        await work.Begin(ct);
        if (!await Own(terms.CoverId, ct))
        {
            return BookingRequestErrors.Lapsed;
        }

        db.Requests.Add(request);
        return request;
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
}

internal static class RequestNotes
{
    public static string PurposeOf(BookingRequestId id) => $"marketplace_booking_requests|note|{id}";
}
