using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Access;

/// <summary>
/// Seals authenticator keys for the table. Use before Begin: the key ring may have to read the database.
/// </summary>
internal sealed class TotpKeys(IDataProtectionProvider protection)
{
    public byte[] Seal(PersonId person, string base32Key) => For(person).Protect(Encoding.ASCII.GetBytes(base32Key));

    public string Open(PersonId person, byte[] sealedKey) => Encoding.ASCII.GetString(For(person).Unprotect(sealedKey));

    // The person is part of the purpose: a key moved to another row does not open.
    private IDataProtector For(PersonId person) => protection.CreateProtector("identity.totp", person.ToString());
}
