using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>
/// Four eyes (WAL-10): it is the person that counts, not the role or the token. Whoever had a hand in a batch, or is
/// paid by it, does not decide on it, nor does anybody whom the same administrator brought in: that could be one
/// person with two accounts.
/// </summary>
internal sealed class SecondPerson(WalletDbContext db, ISender sender, IWork work)
{
    public async Task<Error?> Refusal(PayoutBatch batch, IEnumerable<Payout> payouts, CancellationToken ct)
    {
        if (work.Actor.Person is not { } by)
        {
            return PayoutBatchErrors.NotPersonal;
        }

        var hands = await Hands(batch, ct);
        if (hands.Contains(by))
        {
            return PayoutBatchErrors.SamePerson;
        }

        if (payouts.Any(x => x.ProviderId.Person == by))
        {
            return PayoutBatchErrors.OwnPayout;
        }

        var independent = await sender.Send(new IsIndependent(by, hands), ct);
        return independent.Error ?? (independent.Value ? null : PayoutBatchErrors.NotIndependent);
    }

    private async Task<IReadOnlyList<PersonId>> Hands(PayoutBatch batch, CancellationToken ct)
    {
        var keys = await db
            .BatchFacts.Where(x => x.BatchId == batch.Id)
            .Where(x => x.Step == BatchStep.Gathered || x.Step == BatchStep.Reviewed || x.Step == BatchStep.TakenOut)
            .Select(x => x.By)
            .Distinct()
            .ToListAsync(ct);
        return
        [
            .. keys.Select(Actor.PersonOf)
                .Append(batch.PreparedBy)
                .Append(batch.ReviewedBy)
                .OfType<PersonId>()
                .Distinct(),
        ];
    }

    /// <summary>Whoever imported a file that names a payout does not say by hand what became of it.</summary>
    public async Task<Error?> Importer(Payout payout, CancellationToken ct)
    {
        var (id, name, key) = (payout.WithdrawalId, payout.EndToEndId, work.Actor.Key);
        var imported = await db
            .BankAnswerRows.Where(x => x.WithdrawalId == id || x.EndToEndId == name)
            .AnyAsync(x => db.BankAnswers.Any(y => y.Id == x.AnswerId && y.ImportedBy == key), ct);
        return imported ? PayoutBatchErrors.SamePerson : null;
    }
}

/// <summary>The shape of a code of the authenticator.</summary>
internal static class StepUpCode
{
    public const string Wanted = "Type the six digits your authenticator shows now.";

    public static bool IsWellFormed(Secret code) => code.Value is { Length: 6 } digits && digits.All(char.IsAsciiDigit);
}
