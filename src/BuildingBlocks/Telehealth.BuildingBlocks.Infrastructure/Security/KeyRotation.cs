using System.Globalization;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Security;

/// <summary>
/// Seals by the newest key-encryption key whatever an older one still seals: every person's key (COM-14), and Data
/// Protection's key ring. Afterwards no older one is needed. Safe to repeat, and beside running hosts.
/// </summary>
public sealed class KeyRotation
{
    private readonly IPersonVault vault;
    private readonly KeyRing ring;
    private readonly IServiceProvider services;

    internal KeyRotation(IPersonVault vault, KeyRing ring, IServiceProvider services) =>
        (this.vault, this.ring, this.services) = (vault, ring, services);

    /// <summary>Rotates until nothing is left; answers how many keys were sealed anew.</summary>
    /// <param name="ct">Stops between two batches.</param>
    public async Task<int> Run(CancellationToken ct)
    {
        var (all, batch) = (await RotateKeyRing(ct), 0);
        do
        {
            batch = await vault.Rotate(ct);
            all += batch;
        } while (batch > 0);

        return all;
    }

    private async Task<int> RotateKeyRing(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var rotated = 0;
        foreach (var row in await db.DataProtectionKeys.ToListAsync(ct))
        {
            if (row.Xml is { } xml && SealAnew(xml) is { } anew)
            {
                row.Xml = anew;
                rotated++;
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return rotated;
    }

    private string? SealAnew(string xml)
    {
        var key = XElement.Parse(xml);
        var current = ring.Current.ToString(CultureInfo.InvariantCulture);
        var older = key.Descendants(KekXmlEncryptor.Element).Where(x => x.Attribute("kek")?.Value != current).ToList();
        var (open, seal) = (new KekXmlDecryptor(services), new KekXmlEncryptor(ring));
        older.ForEach(x => x.ReplaceWith(seal.Encrypt(open.Decrypt(x)).EncryptedElement));
        return older.Count == 0 ? null : key.ToString(SaveOptions.DisableFormatting);
    }
}
