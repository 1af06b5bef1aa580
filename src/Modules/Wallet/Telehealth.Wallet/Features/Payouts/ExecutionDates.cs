using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>
/// The day banks execute a batch on. It is fixed when the batch is gathered and looked at anew until it is frozen: what
/// was gathered for Friday and is approved on Monday goes out on the next business day of its payment scheme.
/// </summary>
internal sealed class ExecutionDates(PayoutCalendar calendar, PayingAccounts accounts, IClock clock)
{
    // Standards §2.3: the file is there two working days before the money, and processed one before.
    private const int BacsDays = 2;

    private LocalDate Today => calendar.DayOf(clock.GetCurrentInstant());

    /// <summary>The day an approval would freeze now.</summary>
    public LocalDate Next(PayoutBatch batch) => calendar.In(batch.Currency).Executable(batch.PayDate, Today);

    /// <summary>The day the batch is paid on, as far as one can say now.</summary>
    public LocalDate Of(PayoutBatch batch) => batch.IsOpen ? Next(batch) : batch.PayDate;

    /// <summary>The day BACS processes payments on that arrive on this one.</summary>
    public LocalDate BacsProcessing(LocalDate payDate) => calendar.In(Currency.Gbp.Code).BusinessDayBefore(payDate);

    /// <summary>True when a bank takes no file of this format any more for the date of the batch.</summary>
    public bool IsTooLate(PayoutBatch batch, BankFileFormat format) => Today > LastDay(batch, format);

    /// <summary>
    /// True when the day of an approved batch cannot be kept: it is too late for the file it has or, before it has one,
    /// for a file its paying account may want.
    /// </summary>
    public bool IsMissed(PayoutBatch batch, BankFile? file)
    {
        var format =
            file is not null ? FileAnswer.Of(file).Format
            : accounts.Find(batch.PayingAccount)?.ServiceUserNumber is null ? BankFileFormat.Pain001
            : BankFileFormat.Bacs;
        return batch.State is PayoutBatchState.Approved or PayoutBatchState.FileStored && IsTooLate(batch, format);
    }

    /// <summary>Why a file of this format is of no use any more, or null.</summary>
    public Error? TooLate(PayoutBatch batch, BankFileFormat format) =>
        IsTooLate(batch, BankFileFormat.Pain001) ? PayoutBatchErrors.PayDatePast(Next(batch))
        : IsTooLate(batch, format) ? PayoutBatchErrors.BacsTooLate(LastDay(batch, format))
        : null;

    private LocalDate LastDay(PayoutBatch batch, BankFileFormat format) =>
        format == BankFileFormat.Bacs
            ? calendar.In(batch.Currency).BusinessDayBefore(batch.PayDate, BacsDays)
            : batch.PayDate;
}
