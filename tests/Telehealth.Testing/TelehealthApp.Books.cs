using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Testing;

/// <summary>What the ledger says.</summary>
public sealed partial class TelehealthApp
{
    /// <summary>The sum of an account's postings, in minor units.</summary>
    public async Task<long> Booked(string account)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        return await db.Postings.Where(x => x.Account == account).SumAsync(x => x.AmountMinor);
    }
}
