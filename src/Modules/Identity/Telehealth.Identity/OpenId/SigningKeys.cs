using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.OpenId;

/// <summary>
/// The token service's keys: P-256 to sign (ES256) and 256 bits to encrypt what only we read. Kept in the database,
/// sealed by Data Protection; the first host makes them, and of two first hosts the second reads what the first made.
/// </summary>
internal sealed class SigningKeys(IServiceScopeFactory scopes, IDataProtectionProvider protection, SystemTime time)
    : IDisposable
{
    private readonly SemaphoreSlim loading = new(1, 1);
    private readonly IDataProtector protector = protection.CreateProtector("identity.signing-keys");
    private KeySet? loaded;

    /// <summary>Newest first: the first signs, the others still verify.</summary>
    internal sealed record KeySet(IReadOnlyList<ECDsaSecurityKey> Sign, IReadOnlyList<SymmetricSecurityKey> Encrypt);

    public async Task<KeySet> Load(CancellationToken ct)
    {
        if (loaded is { } known)
        {
            return known;
        }

        await loading.WaitAsync(ct);
        try
        {
            return loaded ??= await Read(ct) ?? await Create(ct);
        }
        finally
        {
            loading.Release();
        }
    }

    public void Dispose() => loading.Dispose();

    private async Task<KeySet?> Read(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        var rows = await db.SigningKeys.AsNoTracking().OrderByDescending(x => x.Generation).ToListAsync(ct);
        var sign = rows.Where(x => x.Use == KeyUse.Sign).Select(Signing).ToList();
        var encrypt = rows.Where(x => x.Use == KeyUse.Encrypt).Select(Encrypting).ToList();
        return sign.Count > 0 && encrypt.Count > 0 ? new KeySet(sign, encrypt) : null;
    }

    private async Task<KeySet> Create(CancellationToken ct)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rows = new[]
        {
            Row(KeyUse.Sign, ecdsa.ExportPkcs8PrivateKey()),
            Row(KeyUse.Encrypt, RandomNumberGenerator.GetBytes(32)),
        };
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            db.SigningKeys.AddRange(rows);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            // Another host was first: its keys count.
        }

        return await Read(ct) ?? throw new InvalidOperationException("The token service's keys cannot be read back.");
    }

    private SigningKeyRow Row(KeyUse use, byte[] key) =>
        new()
        {
            KeyId = Ids.New().ToString("N"),
            Use = use,
            Generation = 1,
            Sealed = protector.Protect(key),
            CreatedAt = time.Now,
        };

    private ECDsaSecurityKey Signing(SigningKeyRow row)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(protector.Unprotect(row.Sealed), out _);
        return new ECDsaSecurityKey(ecdsa) { KeyId = row.KeyId };
    }

    private SymmetricSecurityKey Encrypting(SigningKeyRow row) =>
        new(protector.Unprotect(row.Sealed)) { KeyId = row.KeyId };
}
