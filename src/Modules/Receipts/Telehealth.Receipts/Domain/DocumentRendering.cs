using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Receipts.Domain;

/// <summary>The PDF of a document, stored once (RCP-07); never changed.</summary>
internal sealed class RenderedFile
{
    private RenderedFile() { }

    public DocumentId DocumentId { get; private set; }

    public byte[] Content { get; private set; } = [];

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>What made the bytes: the same version makes the same bytes of the same data.</summary>
    public string RendererVersion { get; private set; } = "";

    public static RenderedFile Keep(DocumentId document, byte[] content, string sha256, string rendererVersion) =>
        new()
        {
            DocumentId = document,
            Content = content,
            Sha256 = sha256,
            RendererVersion = rendererVersion,
        };
}

/// <summary>How far the rendering of a document is.</summary>
internal enum RenderingState
{
    Waiting,
    Done,
    Failed,
}

/// <summary>The work row of a rendering: written with the document, done by a job.</summary>
internal sealed class DocumentRendering
{
    public const int MostTries = 8;

    private DocumentRendering() { }

    public DocumentId DocumentId { get; private set; }

    public RenderingState State { get; private set; }

    public int Tries { get; private set; }

    /// <summary>System time of the next try, in microseconds since 1970.</summary>
    public long NextTryAtMicros { get; private set; }

    public string? LastError { get; private set; }

    public static DocumentRendering Of(DocumentId document) => new() { DocumentId = document };

    /// <summary>2, 4, 8 … seconds, five minutes at most.</summary>
    public static Duration Backoff(int tries) => Duration.FromSeconds(Math.Min(300, 1L << Math.Min(tries, 9)));
}
