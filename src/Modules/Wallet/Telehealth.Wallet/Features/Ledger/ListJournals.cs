using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Ledger;

internal sealed class ListJournalsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/wallet/journals", List)
            .WithName("ListJournals")
            .WithSummary("Lists the transactions of the ledger, newest first, by account, booking or reference")
            .WithTags("Ledger")
            .Answers<Page<JournalAnswer>>(StatusCodes.Status200OK, 403);

    private static async Task<Microsoft.AspNetCore.Http.IResult> List(
        string? account,
        string? booking,
        string? reference,
        string? after,
        int? limit,
        ISender sender,
        CancellationToken ct
    ) =>
        Cursor.Check(after, limit) is { } refused
            ? Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(refused)
            : (
                await sender.Send(new ListJournals(account, booking, reference, after, limit ?? Cursor.UsualItems), ct)
            ).ToHttp();
}

/// <summary>One balanced transaction of the ledger.</summary>
/// <param name="Id">The journal.</param>
/// <param name="Source">What kind of outside fact it comes from.</param>
/// <param name="ExternalId">The fact's id; unique within its source.</param>
/// <param name="At">When it happened.</param>
/// <param name="Reason">In words.</param>
/// <param name="BookingNumber">The booking it is for, or null.</param>
/// <param name="ReversesId">The journal it corrects, or null.</param>
/// <param name="Postings">Its lines; they sum to zero in each commodity.</param>
public sealed record JournalAnswer(
    JournalId Id,
    string Source,
    string ExternalId,
    Instant At,
    string Reason,
    string? BookingNumber,
    JournalId? ReversesId,
    IReadOnlyList<PostingAnswer> Postings
)
{
    internal static JournalAnswer Of(Journal journal) =>
        new(
            journal.Id,
            journal.Source,
            journal.ExternalId,
            journal.BusinessAt,
            journal.Reason,
            journal.BookingNumber,
            journal.ReversesId,
            [
                .. journal
                    .Postings.OrderBy(x => x.Line)
                    .Select(x => new PostingAnswer(x.Account, LedgerAmount.Of(x.Amount))),
            ]
        );
}

/// <summary>One line of a transaction.</summary>
/// <param name="Account">Its account.</param>
/// <param name="Amount">Debits above zero, credits below.</param>
public sealed record PostingAnswer(string Account, LedgerAmount Amount);

[Needs("wallet.ledger.read")]
internal sealed record ListJournals(string? Account, string? Booking, string? Reference, string? After, int Limit)
    : IQuery<Page<JournalAnswer>>;

internal sealed class ListJournalsValidator : AbstractValidator<ListJournals>
{
    public ListJournalsValidator()
    {
        RuleFor(x => x.Account).MaximumLength(LedgerMapping.AccountLength);
        RuleFor(x => x.Booking).MaximumLength(40);
        RuleFor(x => x.Reference).MaximumLength(100);
    }
}

internal sealed class ListJournalsHandler(WalletDbContext db) : IQueryHandler<ListJournals, Page<JournalAnswer>>
{
    public async Task<Result<Page<JournalAnswer>>> Handle(ListJournals query, CancellationToken ct)
    {
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        // A journal has no number of its own: its first line's stands for it.
        var rows = await (
            from journal in await Matching(query, ct)
            join first in db.Postings on journal.Id equals first.JournalId
            where first.Line == 1 && first.Sequence < before
            orderby first.Sequence descending
            select new { first.Sequence, journal.Id }
        )
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        var ids = rows.Select(x => x.Id).ToList();
        var journals = await db
            .Journals.AsNoTracking()
            .Include(x => x.Postings)
            .Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, ct);
        return Page<JournalAnswer>.Of(rows, query.Limit, x => JournalAnswer.Of(journals[x.Id]), x => x.Sequence);
    }

    private async Task<IQueryable<Journal>> Matching(ListJournals query, CancellationToken ct)
    {
        var journals = db.Journals.AsQueryable();
        if (query.Account is { Length: > 0 } account)
        {
            journals = journals.Where(x => db.Postings.Any(y => y.JournalId == x.Id && y.Account.StartsWith(account)));
        }

        if (query.Booking is { Length: > 0 } booking)
        {
            journals = journals.Where(x => x.BookingNumber == booking);
        }

        return query.Reference is { Length: > 0 } reference ? await Named(journals, reference, ct) : journals;
    }

    /// <summary>By the outside fact's id, or by the reference a provider or the bank knows.</summary>
    private async Task<IQueryable<Journal>> Named(IQueryable<Journal> journals, string reference, CancellationToken ct)
    {
        var withdrawal = await db
            .Withdrawals.Where(x => x.Reference == reference)
            .Select(x => (WithdrawalId?)x.Id)
            .FirstOrDefaultAsync(ct);
        if (withdrawal is not { } id)
        {
            return journals.Where(x => x.ExternalId == reference);
        }

        var prefix = $"{id}:";
        return journals.Where(x => x.Source == JournalSources.Payout && x.ExternalId.StartsWith(prefix));
    }
}
