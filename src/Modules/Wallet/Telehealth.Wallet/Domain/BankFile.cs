using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>The bank's file of a batch: one, for ever. A second format of the same order could be paid twice.</summary>
internal sealed class BankFile
{
    private BankFile() { }

    public BankFile(PayoutBatchId batch, string format, byte[] sealedContent, string sha256, int length, Instant now)
    {
        BatchId = batch;
        Format = format;
        SealedContent = sealedContent;
        Sha256 = sha256;
        Length = length;
        StoredAt = now;
    }

    public PayoutBatchId BatchId { get; private set; }

    public string Format { get; private set; } = "";

    public byte[] SealedContent { get; private set; } = [];

    public string Sha256 { get; private set; } = "";

    public int Length { get; private set; }

    public Instant StoredAt { get; private set; }
}
