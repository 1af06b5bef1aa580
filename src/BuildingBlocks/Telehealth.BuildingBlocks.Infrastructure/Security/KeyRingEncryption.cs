using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Telehealth.BuildingBlocks.Infrastructure.Security;

/// <summary>
/// Encrypts Data Protection's key ring, which lies in the database, with the key-encryption key, which does not: a
/// stolen database opens no cookie, no authenticator key and no signing key.
/// </summary>
internal sealed class KekXmlEncryptor(KeyRing ring) : IXmlEncryptor
{
    public const string Element = "sealed";
    public const int NonceSize = 12;
    public const int TagSize = 16;
    public static readonly byte[] Associated = Encoding.ASCII.GetBytes("data-protection");

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var box = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(ring.Of(ring.Current), TagSize);
        aes.Encrypt(
            box.AsSpan(0, NonceSize),
            plain,
            box.AsSpan(NonceSize, plain.Length),
            box.AsSpan(NonceSize + plain.Length),
            Associated
        );
        var element = new XElement(
            Element,
            new XAttribute("kek", ring.Current.ToString(CultureInfo.InvariantCulture)),
            Convert.ToBase64String(box)
        );
        return new EncryptedXmlInfo(element, typeof(KekXmlDecryptor));
    }
}

/// <summary>Opens what <see cref="KekXmlEncryptor"/> made; Data Protection makes it by its type's name.</summary>
internal sealed class KekXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var ring = services.GetRequiredService<KeyRing>();
        var version = int.Parse(encryptedElement.Attribute("kek")!.Value, CultureInfo.InvariantCulture);
        var box = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[box.Length - KekXmlEncryptor.NonceSize - KekXmlEncryptor.TagSize];
        using var aes = new AesGcm(ring.Of(version), KekXmlEncryptor.TagSize);
        aes.Decrypt(
            box.AsSpan(0, KekXmlEncryptor.NonceSize),
            box.AsSpan(KekXmlEncryptor.NonceSize, plain.Length),
            box.AsSpan(KekXmlEncryptor.NonceSize + plain.Length),
            plain,
            KekXmlEncryptor.Associated
        );
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}

/// <summary>Registers the encryption of the key ring.</summary>
internal static class KeyRingEncryption
{
    public static void EncryptKeyRing(this IServiceCollection services) =>
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<KeyRing>((options, ring) => options.XmlEncryptor = new KekXmlEncryptor(ring));
}
