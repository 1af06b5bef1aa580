namespace Telehealth.Notifications.Composing;

/// <summary>A message in words, ready to be put into an envelope.</summary>
/// <param name="ReaderName">To whom.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The mail's plain part.</param>
/// <param name="Html">The mail's HTML part.</param>
/// <param name="Sms">The text message, when there is one.</param>
/// <param name="Calendar">The invitation or its end, or null.</param>
/// <param name="Attachment">A file, or null.</param>
internal sealed record Letter(
    string ReaderName,
    string Subject,
    string Text,
    string Html,
    string? Sms,
    LetterCalendar? Calendar,
    LetterFile? Attachment
);

/// <summary>An iTIP message: its method and its iCalendar text.</summary>
internal sealed record LetterCalendar(string Method, string Text);

/// <summary>A file that goes with a letter.</summary>
internal sealed record LetterFile(string FileName, string ContentType, byte[] Content);
