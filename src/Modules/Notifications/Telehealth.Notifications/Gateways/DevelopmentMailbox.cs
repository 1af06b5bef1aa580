using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Telehealth.Notifications.Gateways;

/// <summary>
/// The world's mail in development: one .eml file per Message-ID, so that a repeated send overwrites itself and shows
/// as one message.
/// </summary>
internal sealed class DevelopmentMailbox(string folder) : IMailGateway
{
    public DoubleBehaviour Behaviour { get; } = new();

    public string Folder { get; } = Path.GetFullPath(folder);

    public async Task Send(MimeMessage message, CancellationToken ct)
    {
        await Behaviour.BeforeTaking(ct);
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, NameOf(message.MessageId!) + ".eml");
        var half = $"{path}.{Environment.CurrentManagedThreadId}.part";
        await message.WriteToAsync(half, ct);
        // Whole or not at all: a reader never sees half a mail.
        File.Move(half, path, overwrite: true);
        Behaviour.AfterTaking();
    }

    /// <summary>Newest first; with <paramref name="to"/> only what went to that address.</summary>
    public IReadOnlyList<StoredMail> List(string? to)
    {
        if (!Directory.Exists(Folder))
        {
            return [];
        }

        return
        [
            .. new DirectoryInfo(Folder)
                .GetFiles("*.eml")
                .OrderByDescending(x => x.LastWriteTimeUtc)
                .ThenBy(x => x.Name, StringComparer.Ordinal)
                .Select(x => new StoredMail(Path.GetFileNameWithoutExtension(x.Name), MimeMessage.Load(x.FullName)))
                .Where(x => to is null || x.IsTo(to)),
        ];
    }

    public StoredMail? Find(string name)
    {
        // A name of ours is hexadecimal: nothing else reaches the file system.
        var path = Path.Combine(Folder, name + ".eml");
        return name.Length is > 0 and <= 64 && name.All(char.IsAsciiHexDigitLower) && File.Exists(path)
            ? new StoredMail(name, MimeMessage.Load(path))
            : null;
    }

    public void Clear()
    {
        if (Directory.Exists(Folder))
        {
            foreach (var file in Directory.GetFiles(Folder, "*.eml"))
            {
                File.Delete(file);
            }
        }
    }

    private static string NameOf(string messageId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..32];
}

/// <summary>A mail in the development mailbox.</summary>
internal sealed record StoredMail(string Name, MimeMessage Message)
{
    public bool IsTo(string address) =>
        Message.To.Mailboxes.Any(x => string.Equals(x.Address, address, StringComparison.OrdinalIgnoreCase));

    /// <summary>As it was sent: TextPart.Text would change the line ends.</summary>
    public string? Calendar
    {
        get
        {
            var part = Message
                .BodyParts.OfType<TextPart>()
                .FirstOrDefault(x => x.ContentType.IsMimeType("text", "calendar"));
            if (part?.Content is null)
            {
                return null;
            }

            using var bytes = new MemoryStream();
            part.Content.DecodeTo(bytes);
            return Encoding.UTF8.GetString(bytes.ToArray());
        }
    }

    public IReadOnlyList<MimePart> Attachments => [.. Message.Attachments.OfType<MimePart>()];
}
