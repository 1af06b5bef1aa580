namespace Telehealth.Testing;

/// <summary>How people are called: in every language the platform serves, in others, and in tricks.</summary>
public static class WorldNames
{
    /// <summary>Names documents carry as they are: Polish, Icelandic, Vietnamese, and other Latin alphabets.</summary>
    public static readonly IReadOnlyList<string> Carried =
    [
        "Grażyna Brzęczyszczykiewicz-Żółć",
        "Þórdís Ægisdóttir",
        "Nguyễn Thị Ỹ Đằng",
        "Siobhán O’Dálaigh d'Arcy",
        "Günther Groß",
        "Aðalheiður Øyen Ålund",
        "Şükrü İnönü",
        "Ștefan Țepeș",
        "Ẽsa G̃uaraní",
        "Nguyễn".Normalize(System.Text.NormalizationForm.FormD) + " Văn Ân",
    ];

    /// <summary>Names they cannot carry, and how a passport writes them.</summary>
    public static readonly IReadOnlyList<(string Name, string InLatin)> NotCarried =
    [
        ("דוד כהן", "David Cohen"),
        ("محمد الأحمد", "Mohammed Al-Ahmad"),
        ("王秀英", "Wang Xiuying"),
        ("สมชาย ใจดี", "Somchai Jaidee"),
        ("Анна Иванова", "Anna Ivanova"),
        ("Ελένη Παπαδοπούλου", "Eleni Papadopoulou"),
        ("김민준", "Kim Min-jun"),
        ("अनिल शर्मा", "Anil Sharma"),
        ("Zoë 😀", "Zoë"),
        ("Z\u0301\u0302\u0303\u0304\u0305 Zalgo", "Zalgo"),
    ];

    /// <summary>What is no name: it would hide, turn or lose part of what stands beside it.</summary>
    public static readonly IReadOnlyList<string> Refused =
    [
        "Ana\u202Egnp.exe",
        "Ana\u0007Bell",
        "Ana\nBcc: x@example.org",
        "\u2066Ana\u2069",
        "Ana\uFFFD",
    ];
}
