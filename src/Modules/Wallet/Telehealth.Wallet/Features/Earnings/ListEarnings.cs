using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Earnings;

internal sealed class ListEarningsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/earnings",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Answers.Problem(refused)
                        : (await sender.Send(new ListEarnings(after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListEarnings")
            .WithSummary("Lists what the signed-in provider earned, newest first, each with its whole split")
            .WithTags("Wallet")
            .Answers<Page<EarningAnswer>>(StatusCodes.Status200OK, 403);
}

/// <summary>What one completed session brought its provider.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="SuppliedAt">When the session was held.</param>
/// <param name="EarnedAt">When the money moved.</param>
/// <param name="Price">What the client paid.</param>
/// <param name="CommissionNet">The platform's commission without VAT.</param>
/// <param name="CommissionVat">The VAT on it.</param>
/// <param name="ProviderShare">What the provider takes home.</param>
public sealed record EarningAnswer(
    BookingId BookingId,
    string BookingNumber,
    Instant SuppliedAt,
    Instant EarnedAt,
    Money Price,
    Money CommissionNet,
    Money CommissionVat,
    Money ProviderShare
);

internal sealed record ListEarnings(string? After, int Limit) : IQuery<Page<EarningAnswer>>;

internal sealed class ListEarningsHandler(WalletDbContext db, IWork work)
    : IQueryHandler<ListEarnings, Page<EarningAnswer>>
{
    public async Task<Result<Page<EarningAnswer>>> Handle(ListEarnings query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person || !work.Actor.Has(Roles.Provider))
        {
            return Error.Forbidden("wallet.no-earnings", "Only a provider has earnings.");
        }

        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var provider = ProviderId.Of(person);
        var rows = await db
            .Earnings.AsNoTracking()
            .Where(x => x.ProviderId == provider && x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        return Page<EarningAnswer>.Of(rows, query.Limit, Answer, x => x.Sequence);
    }

    private static EarningAnswer Answer(EarningLine line)
    {
        var currency = Currency.Of(line.Currency);
        return new(
            line.BookingId,
            line.BookingNumber,
            line.SuppliedAt,
            line.EarnedAt,
            new(line.PriceMinor, currency),
            new(line.CommissionNetMinor, currency),
            new(line.CommissionVatMinor, currency),
            new(line.ShareMinor, currency)
        );
    }
}
