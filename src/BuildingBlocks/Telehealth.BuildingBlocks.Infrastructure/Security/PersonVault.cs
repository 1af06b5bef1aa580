using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Security;

/// <summary>
/// Encrypts secret and clinical text per person (COM-14): AES-256-GCM with the person's data key, which a versioned
/// key-encryption key outside the database wraps. Destroying the wrapped key destroys the text (crypto-shredding).
/// </summary>
public interface IPersonVault
{
    /// <summary>Encrypts; call it before Begin, it reads keys outside the command's transaction.</summary>
    /// <param name="person">Whose text it is.</param>
    /// <param name="purpose">table|column|row: sealed text moved elsewhere does not open.</param>
    /// <param name="text">The text.</param>
    /// <param name="ct">Cancels.</param>
    Task<byte[]> Seal(PersonId person, string purpose, string text, CancellationToken ct);

    /// <summary>Encrypts a file's bytes, as <see cref="Seal"/> does a text.</summary>
    Task<byte[]> SealBytes(PersonId person, string purpose, byte[] content, CancellationToken ct);

    /// <summary>Decrypts what <see cref="Seal"/> made; throws when it was moved, altered or shredded.</summary>
    Task<string> Open(PersonId person, string purpose, byte[] sealedText, CancellationToken ct);

    /// <summary>Decrypts what <see cref="SealBytes"/> made; throws when it was moved, altered or shredded.</summary>
    Task<byte[]> OpenBytes(PersonId person, string purpose, byte[] sealedContent, CancellationToken ct);

    /// <summary>Wraps every key that an older key-encryption key wraps by the current one; answers how many.</summary>
    Task<int> Rotate(CancellationToken ct);

    /// <summary>Destroys the person's key: nothing sealed for the person opens any more.</summary>
    Task Shred(PersonId person, CancellationToken ct);
}

/// <summary>The key-encryption keys by version; the highest wraps, the others still unwrap.</summary>
internal sealed class KeyRing
{
    // Plainly labelled; the host refuses to start with it outside Development.
    public const string DevelopmentKey = "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcHJvZHVjdGk=";

    private readonly SortedDictionary<int, byte[]> keys = [];

    public KeyRing(IConfiguration configuration)
    {
        foreach (var entry in configuration.GetSection("Encryption:Keys").GetChildren())
        {
            if (!int.TryParse(entry.Key, out var version) || !TryKey(entry.Value, out var key))
            {
                throw new InvalidConfigurationException(
                    $"Encryption:Keys:{entry.Key} must be a positive version with 32 bytes in base64."
                );
            }

            keys[version] = key;
        }

        IsDevelopment = keys.Count == 0;
        if (IsDevelopment)
        {
            keys[1] = Convert.FromBase64String(DevelopmentKey);
        }
    }

    public bool IsDevelopment { get; }

    /// <summary>True for a key that everybody knows or guesses at once.</summary>
    public static bool IsPublicOrTrivial(string? text) =>
        text == DevelopmentKey || (TryKey(text, out var key) && key.Distinct().Count() == 1);

    public int Current => keys.Keys.Last();

    public byte[] Of(int version) =>
        keys.TryGetValue(version, out var key)
            ? key
            : throw new CryptographicException($"Key-encryption key {version} is not configured.");

    private static bool TryKey(string? text, out byte[] key)
    {
        key = new byte[32];
        return text is not null && Convert.TryFromBase64String(text, key, out var length) && length == 32;
    }
}

internal sealed class PersonVault(KeyRing ring, IServiceScopeFactory scopes) : IPersonVault
{
    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly ConcurrentDictionary<Guid, byte[]> cache = new();

    public Task<byte[]> Seal(PersonId person, string purpose, string text, CancellationToken ct) =>
        SealBytes(person, purpose, Encoding.UTF8.GetBytes(text), ct);

    public async Task<byte[]> SealBytes(PersonId person, string purpose, byte[] content, CancellationToken ct)
    {
        var key = await KeyOf(person, create: true, ct);
        return Encrypt(key, content, Associated(person, purpose));
    }

    public async Task<string> Open(PersonId person, string purpose, byte[] sealedText, CancellationToken ct) =>
        Encoding.UTF8.GetString(await OpenBytes(person, purpose, sealedText, ct));

    public async Task<byte[]> OpenBytes(PersonId person, string purpose, byte[] sealedContent, CancellationToken ct)
    {
        var key = await KeyOf(person, create: false, ct);
        return Decrypt(key, sealedContent, Associated(person, purpose));
    }

    public async Task<int> Rotate(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        var rows = await db
            .PersonKeys.Where(x => x.KekVersion != ring.Current && x.Wrapped != null)
            .Take(1000)
            .ToListAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var row in rows)
        {
            row.Wrapped = Wrap(Unwrap(row), row.PersonId, ring.Current);
            row.KekVersion = ring.Current;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return rows.Count;
    }

    public async Task Shred(PersonId person, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db
            .PersonKeys.Where(x => x.PersonId == person.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Wrapped, (byte[]?)null), ct);
        await transaction.CommitAsync(ct);
        cache.TryRemove(person.Value, out _);
    }

    private async Task<byte[]> KeyOf(PersonId person, bool create, CancellationToken ct)
    {
        if (cache.TryGetValue(person.Value, out var known))
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        var row = await db.PersonKeys.AsNoTracking().FirstOrDefaultAsync(x => x.PersonId == person.Value, ct);
        if (row is null && create)
        {
            row = await Create(db, person, ct);
        }

        if (row?.Wrapped is null)
        {
            throw new CryptographicException("This person's key does not exist or was destroyed.");
        }

        return cache[person.Value] = Unwrap(row);
    }

    private async Task<PersonKeyRow> Create(PlatformDbContext db, PersonId person, CancellationToken ct)
    {
        var row = new PersonKeyRow
        {
            PersonId = person.Value,
            KekVersion = ring.Current,
            Wrapped = Wrap(RandomNumberGenerator.GetBytes(32), person.Value, ring.Current),
        };
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            db.PersonKeys.Add(row);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return row;
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return await db.PersonKeys.AsNoTracking().FirstAsync(x => x.PersonId == person.Value, ct);
        }
    }

    private byte[] Wrap(byte[] key, Guid person, int version) => Encrypt(ring.Of(version), key, person.ToByteArray());

    private byte[] Unwrap(PersonKeyRow row) =>
        Decrypt(ring.Of(row.KekVersion), row.Wrapped!, row.PersonId.ToByteArray());

    private static byte[] Associated(PersonId person, string purpose) => Encoding.UTF8.GetBytes($"{person}|{purpose}");

    private static byte[] Encrypt(byte[] key, byte[] plain, byte[] associated)
    {
        var sealedText = new byte[1 + NonceSize + plain.Length + TagSize];
        sealedText[0] = Format;
        var nonce = sealedText.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(
            nonce,
            plain,
            sealedText.AsSpan(1 + NonceSize, plain.Length),
            sealedText.AsSpan(^TagSize..),
            associated
        );
        return sealedText;
    }

    private static byte[] Decrypt(byte[] key, byte[] sealedText, byte[] associated)
    {
        if (sealedText.Length < 1 + NonceSize + TagSize || sealedText[0] != Format)
        {
            throw new CryptographicException("Not sealed by this vault.");
        }

        var plain = new byte[sealedText.Length - 1 - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            sealedText.AsSpan(1, NonceSize),
            sealedText.AsSpan(1 + NonceSize, plain.Length),
            sealedText.AsSpan(^TagSize..),
            plain,
            associated
        );
        return plain;
    }
}

/// <summary>Registers the vault.</summary>
internal static class PersonVaultRegistration
{
    public static void AddPersonVault(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new KeyRing(configuration));
        services.AddSingleton<IPersonVault, PersonVault>();
        services.AddSingleton(x => new KeyRotation(
            x.GetRequiredService<IPersonVault>(),
            x.GetRequiredService<KeyRing>(),
            x
        ));
        services.EncryptKeyRing();
    }
}
