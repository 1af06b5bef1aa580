using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.QuickConnect.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Sessions.Contracts;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Verification;

/// <summary>
/// Covers against what bookings, sessions and receipts say of them, both ways: nothing expected is missing here and
/// nothing here is unknown there. Valid only when drained.
/// </summary>
internal sealed class CrossModuleChecks(WalletDbContext db, ISender sender)
{
    private const int PageSize = 1000;

    // Posted without a session: what was kept of a cancelled booking.
    private readonly HashSet<CoverId> kept = [];

    public async Task<IReadOnlyList<VerificationCheck>> Run(CancellationToken ct)
    {
        var covers = await db
            .Covers.AsNoTracking()
            .Where(x => x.Kind != CoverKind.Refusal)
            .Select(x => new Held(x.Id, x.Kind, x.State, x.AmountMinor, x.Commodity))
            .ToDictionaryAsync(x => x.Id, ct);
        return
        [
            await Bookings(covers, ct),
            await Sessions(covers, ct),
            await Receipts(covers, ct),
            await new SelfBillingChecks(db, sender).Run(ct),
        ];
    }

    private async Task<VerificationCheck> Bookings(Dictionary<CoverId, Held> covers, CancellationToken ct)
    {
        var differences = new List<string>();
        var unknown = covers.Values.Where(x => x.IsLiveOrPosted).Select(x => x.Id).ToHashSet();
        await foreach (var expected in Expected(ct))
        {
            unknown.Remove(expected.CoverId);
            if (expected.Expectation == CoverExpectation.Kept)
            {
                kept.Add(expected.CoverId);
            }

            if (!covers.TryGetValue(expected.CoverId, out var cover))
            {
                if (expected.Expectation != CoverExpectation.Released)
                {
                    differences.Add($"cover {expected.CoverId} should be {expected.Expectation} and is unknown");
                }
            }
            else if (!cover.Fits(expected))
            {
                differences.Add(
                    $"cover {expected.CoverId} should be {expected.Expectation} of {expected.Amount} and is "
                        + $"{cover.State} of {cover.Amount}"
                );
            }
        }

        differences.AddRange(unknown.Select(x => $"cover {x} is {covers[x].State} and nobody's"));
        return Answer("covers-agree-with-bookings", differences);
    }

    // What bookings and requests say, then what the pool says of the covers no booking took over.
    private async IAsyncEnumerable<BookedCover> Expected([EnumeratorCancellation] CancellationToken ct)
    {
        var booked = Pages<BookedCover, CoverId>(x => new ListBookedCovers(x, PageSize), x => x.CoverId, ct);
        await foreach (var cover in booked)
        {
            yield return cover;
        }

        var pooled = Pages<PoolCover, CoverId>(x => new ListPoolCovers(x, PageSize), x => x.CoverId, ct);
        await foreach (var cover in pooled)
        {
            var expectation = cover.Reserved ? CoverExpectation.Reserved : CoverExpectation.Released;
            yield return new BookedCover(cover.CoverId, expectation, cover.Amount, FundingKind.Wallet);
        }
    }

    private async Task<VerificationCheck> Sessions(Dictionary<CoverId, Held> covers, CancellationToken ct)
    {
        var differences = new List<string>();
        var posted = covers.Values.Where(x => x.State == CoverState.Posted).Select(x => x.Id).ToHashSet();
        var completed = Pages<CompletedSession, SessionId>(
            x => new ListCompletedSessions(x, PageSize),
            x => x.SessionId,
            ct
        );
        await foreach (var session in completed)
        {
            if (!posted.Remove(session.CoverId))
            {
                differences.Add($"session {session.SessionId} is completed, its cover {session.CoverId} not posted");
            }
        }

        posted.ExceptWith(kept);
        differences.AddRange(posted.Select(x => $"cover {x} is posted without a completed session"));
        return Answer("posted-covers-agree-with-sessions", differences);
    }

    private async Task<VerificationCheck> Receipts(Dictionary<CoverId, Held> covers, CancellationToken ct)
    {
        // A sponsor has one invoice for all of them: its people get no receipt for what they did not pay.
        var differences = new List<string>();
        var posted = covers
            .Values.Where(x => x.IsOwnMoney && x.State == CoverState.Posted)
            .Select(x => x.Id)
            .ToHashSet();
        var receipts = Pages<ReceiptedCover, DocumentId>(
            x => new ListReceiptedCovers(x, PageSize),
            x => x.DocumentId,
            ct
        );
        await foreach (var receipt in receipts)
        {
            if (!posted.Remove(receipt.CoverId))
            {
                differences.Add($"receipt {receipt.DocumentId} is for cover {receipt.CoverId}, not posted or doubled");
            }
            else if (covers[receipt.CoverId].Amount != (Quantity)receipt.Total)
            {
                differences.Add($"receipt {receipt.DocumentId} says {receipt.Total}, its cover another amount");
            }
        }

        differences.AddRange(posted.Select(x => $"cover {x} is posted and has no receipt"));
        return Answer("posted-covers-agree-with-receipts", differences);
    }

    private async IAsyncEnumerable<TItem> Pages<TItem, TId>(
        Func<TId?, IQuery<IReadOnlyList<TItem>>> ask,
        Func<TItem, TId> id,
        [EnumeratorCancellation] CancellationToken ct
    )
        where TId : struct
    {
        TId? after = null;
        while (true)
        {
            var page = await sender.Send(ask(after), ct);
            if (page.Error is { } error)
            {
                throw new InvalidOperationException($"A module did not answer the check: {error.Code}.");
            }

            foreach (var item in page.Value)
            {
                yield return item;
            }

            if (page.Value.Count < PageSize)
            {
                yield break;
            }

            after = id(page.Value[^1]);
        }
    }

    private static VerificationCheck Answer(string name, List<string> differences) =>
        new(name, [.. differences.Take(LedgerChecks.MostDifferences)]);

    private sealed record Held(CoverId Id, CoverKind Kind, CoverState State, long AmountMinor, string Commodity)
    {
        public Quantity Amount => new(AmountMinor, Commodity);

        public bool IsOwnMoney => Kind == CoverKind.Money;

        public bool IsLiveOrPosted => State is CoverState.Reserved or CoverState.Confirmed or CoverState.Posted;

        public bool Fits(BookedCover expected) =>
            expected.Expectation switch
            {
                CoverExpectation.Reserved => State == CoverState.Reserved && Holds(expected),
                CoverExpectation.Confirmed => State == CoverState.Confirmed && Holds(expected),
                CoverExpectation.Posted or CoverExpectation.Kept => State == CoverState.Posted && Holds(expected),
                _ => State is CoverState.Released or CoverState.Expired,
            };

        // One credit stands good for any price.
        private bool Holds(BookedCover expected) =>
            expected.Funding switch
            {
                FundingKind.Credit => Kind == CoverKind.Credit,
                FundingKind.Visit => Kind == CoverKind.Visit,
                _ => IsOwnMoney && Amount == (Quantity)expected.Amount,
            };
    }
}
