using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Telehealth.Hubs.Domain.Partners;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>
/// Seals a programme's secret with the platform's persisted keys, so that a copy of the database alone matches nobody
/// and foresees no draw.
/// </summary>
internal sealed class ProgrammeKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector keys = protection.CreateProtector("Telehealth.Hubs.ProgrammeKeys.v1");

    public byte[] NewSealed() => keys.Protect(RandomNumberGenerator.GetBytes(BlindIndex.KeyBytes));

    public byte[] Open(Programme programme) => keys.Unprotect(programme.SealedKey);
}
