using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Balances;

/// <summary>A client's balance and what is set aside; a provider's earnings.</summary>
internal sealed class WalletHomeCard(WalletDbContext db) : IHomeCard
{
    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        var provider = actor.Has(Roles.Provider);
        if (actor.Person is not { } person || (!provider && !actor.Has(Roles.Client)))
        {
            return null;
        }

        var account = provider ? Accounts.ProviderPayable(ProviderId.Of(person)) : Accounts.ClientWallet(person);
        var rows = await db.Balances.AsNoTracking().Where(x => x.Account == account).ToListAsync(ct);
        var lines = rows.OrderBy(x => x.Commodity, StringComparer.Ordinal).ToList();
        var figure =
            lines.Count == 0 ? "Nothing yet" : string.Join(" · ", lines.Select(x => MoneyText.Of(x.Available)));
        var held = lines.Where(x => !x.Held.IsZero).Select(x => MoneyText.Of(x.Held)).ToList();
        return provider
            ? new HomeCard(30, "What did I earn?", figure, "From sessions you marked complete, commission taken off.")
            : new HomeCard(
                20,
                "What is my balance?",
                figure,
                held.Count == 0 ? null : $"{string.Join(" · ", held)} more is set aside for what you asked for."
            );
    }
}
