using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Persistence;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// Documents: one receipt for each cover that was paid out of a client's wallet, numbers without a gap, bytes for each.
/// </summary>
internal sealed class Papers(World world) : Area(world)
{
    public override IEnumerable<Step> Steps => [];

    public override Task Compare() => Task.CompletedTask;

    public override async Task Audit()
    {
        await using var scope = World.App.Services.CreateAsyncScope();
        var receipts = scope.ServiceProvider.GetRequiredService<ReceiptsDbContext>();
        var wallet = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        var paid = await wallet
            .Covers.Where(x => x.State == CoverState.Posted && x.Fund == null)
            .Select(x => x.Id)
            .ToListAsync();
        var papers = await receipts
            .Documents.Select(x => new
            {
                x.IssuerKey,
                x.Kind,
                x.NumberInSeries,
                x.CoverId,
            })
            .ToListAsync();
        var receipted = papers.Where(x => x.Kind == DocumentKind.Receipt).Select(x => x.CoverId!.Value);
        World.Same("receipts", World.Wallets.Receipts, paid.Count);
        World.Same("paid covers", Listed(paid), Listed(receipted));
        foreach (var series in papers.GroupBy(x => (x.IssuerKey, x.Kind)))
        {
            var numbers = series.Select(x => x.NumberInSeries).Order();
            var whole = Enumerable.Range(1, series.Count()).Select(x => (long)x);
            World.Same($"numbers of {series.Key}", Listed(whole), Listed(numbers));
        }

        World.Same("rendered", papers.Count, await receipts.Files.CountAsync());
    }

    private static string Listed<T>(IEnumerable<T> all) =>
        string.Join('\n', all.Select(x => $"{x}").Order(StringComparer.Ordinal));
}
