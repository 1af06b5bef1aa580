using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CreditPeriods : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PeriodEndsAt",
                table: "wallet_covers",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "wallet_credit_periods",
                columns: table => new
                {
                    Account = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Commodity = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartsAt = table.Column<long>(type: "bigint", nullable: false),
                    EndsAt = table.Column<long>(type: "bigint", nullable: false),
                    Allotted = table.Column<long>(type: "bigint", nullable: false),
                    Cap = table.Column<long>(type: "bigint", nullable: false),
                    CarriedOver = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_credit_periods", x => new { x.Account, x.Commodity });
                    table.CheckConstraint("CK_wallet_credit_periods_counts", "\"Allotted\" >= 0 AND \"Cap\" >= 0 AND \"CarriedOver\" >= 0");
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_credit_periods");

            migrationBuilder.DropColumn(
                name: "PeriodEndsAt",
                table: "wallet_covers");
        }
    }
}
