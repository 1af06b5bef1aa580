using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>Who is paid, as frozen when the batch was gathered.</summary>
internal sealed record FrozenPayee(
    string Name,
    string? SortCode,
    string? AccountNumber,
    string? Iban,
    string? Bic,
    string? InvoiceNumber = null,
    // Left out when there is none, so that the hash of a payee gathered before there was one stays as it is.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Country = null
)
{
    [JsonIgnore]
    public BankAccount Account =>
        Iban is null
            ? new BankAccount.Uk(SortCode!, AccountNumber!)
            : new BankAccount.International(Iban, Bic, Country);

    /// <summary>Of name and account, without what the payment is for.</summary>
    [JsonIgnore]
    public string Hash => FrozenOrders.HashOf(JsonSerializer.Serialize(this with { InvoiceNumber = null }));

    public static FrozenPayee Of(string name, BankAccount account) =>
        account switch
        {
            BankAccount.Uk uk => new(name, uk.SortCode, uk.AccountNumber, null, null),
            BankAccount.International iban => new(name, null, null, iban.Iban, iban.Bic, Country: iban.Country),
            _ => throw new ArgumentOutOfRangeException(nameof(account)),
        };

    public override string ToString() => nameof(FrozenPayee);
}

/// <summary>
/// Freezes what a batch tells the bank. Names and accounts rest encrypted under a key of the batch's own, so that
/// nothing about a payee that changes later, not even an erasure, changes an order that was approved.
/// </summary>
internal sealed class FrozenOrders(IPersonVault vault)
{
    public static string HashOf(string text) => HashOf(Encoding.UTF8.GetBytes(text));

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public Task<byte[]> Seal(PayoutBatchId batch, WithdrawalId withdrawal, FrozenPayee payee, CancellationToken ct) =>
        vault.Seal(KeyOf(batch), PayeePurpose(withdrawal), JsonSerializer.Serialize(payee), ct);

    public async Task<FrozenPayee> Open(Payout payout, CancellationToken ct)
    {
        var text = await vault.Open(KeyOf(payout.BatchId), PayeePurpose(payout.WithdrawalId), payout.SealedPayee, ct);
        return JsonSerializer.Deserialize<FrozenPayee>(text)!;
    }

    public async Task<(byte[] Sealed, string Hash)> Seal(PayoutBatchId batch, PaymentOrder order, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(OrderText.Of(order), ApiJson.Options);
        return (await vault.Seal(KeyOf(batch), "wallet_payout_batches|SealedOrder", text, ct), HashOf(text));
    }

    /// <summary>The order exactly as it was approved; throws when a single byte of it is another.</summary>
    public async Task<PaymentOrder> Open(PayoutBatch batch, CancellationToken ct)
    {
        var text = await vault.Open(KeyOf(batch.Id), "wallet_payout_batches|SealedOrder", batch.SealedOrder!, ct);
        return HashOf(text) == batch.OrderHash
            ? JsonSerializer.Deserialize<OrderText>(text, ApiJson.Options)!.ToOrder()
            : throw new InvalidOperationException($"The order of batch {batch.Id} is not the one that was approved.");
    }

    public Task<byte[]> SealFile(PayoutBatchId batch, byte[] content, CancellationToken ct) =>
        vault.SealBytes(KeyOf(batch), "wallet_bank_files|SealedContent", content, ct);

    public async Task<byte[]> OpenFile(BankFile file, CancellationToken ct)
    {
        var bytes = await vault.OpenBytes(
            KeyOf(file.BatchId),
            "wallet_bank_files|SealedContent",
            file.SealedContent,
            ct
        );
        return HashOf(bytes) == file.Sha256
            ? bytes
            : throw new InvalidOperationException($"The file of batch {file.BatchId} is not the one that was stored.");
    }

    private static string PayeePurpose(WithdrawalId withdrawal) => $"wallet_payouts|SealedPayee|{withdrawal}";

    // The vault keeps one key per id; a batch has its own beside the people's.
    private static PersonId KeyOf(PayoutBatchId batch) => new(batch.Value);
}

/// <summary>A payment order as text; flat, so that it reads the same for years.</summary>
internal sealed record OrderText(
    string MessageId,
    NodaTime.Instant CreatedAt,
    NodaTime.LocalDate PayDate,
    OrderFrom From,
    IReadOnlyList<OrderPayment> Payments
)
{
    public static OrderText Of(PaymentOrder order) =>
        new(
            order.MessageId,
            order.CreatedAt,
            order.PayDate,
            new(
                order.From.Id,
                FrozenPayee.Of(order.From.Holder, order.From.Account),
                order.From.Currency,
                order.From.Bic,
                order.From.ServiceUserNumber,
                order.From.ServiceLevel
            ),
            [
                .. order.Payments.Select(x => new OrderPayment(
                    x.EndToEndId,
                    x.Amount,
                    FrozenPayee.Of(x.PayeeName, x.Payee) with
                    {
                        InvoiceNumber = x.InvoiceNumber,
                    },
                    x.Reference
                )),
            ]
        );

    public PaymentOrder ToOrder() =>
        new(
            MessageId,
            CreatedAt,
            PayDate,
            new(
                From.Id,
                From.Holder.Name,
                From.Currency,
                From.Holder.Account,
                From.Bic,
                From.ServiceUserNumber,
                From.ServiceLevel
            ),
            [
                .. Payments.Select(x => new BankPayment(
                    x.EndToEndId,
                    x.Amount,
                    x.Payee.Name,
                    x.Payee.Account,
                    x.Reference,
                    x.Payee.InvoiceNumber
                )),
            ]
        );
}

/// <summary>The paying account within an order's text.</summary>
internal sealed record OrderFrom(
    string Id,
    FrozenPayee Holder,
    Currency Currency,
    string? Bic,
    string? ServiceUserNumber,
    string? ServiceLevel
);

/// <summary>A payment within an order's text.</summary>
internal sealed record OrderPayment(string EndToEndId, Money Amount, FrozenPayee Payee, string Reference);
