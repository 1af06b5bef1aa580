using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Invoices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Account",
                table: "wallet_withdrawals",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "",
                collation: "BINARY");

            migrationBuilder.CreateTable(
                name: "wallet_received_invoices",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WithdrawalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    IssuedOn = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true, collation: "BINARY"),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_received_invoices", x => x.Sequence);
                    table.UniqueConstraint("AK_wallet_received_invoices_Id", x => x.Id);
                    table.ForeignKey(
                        name: "FK_wallet_received_invoices_wallet_withdrawals_WithdrawalId",
                        column: x => x.WithdrawalId,
                        principalTable: "wallet_withdrawals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wallet_invoice_papers",
                columns: table => new
                {
                    InvoiceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SealedPdf = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_invoice_papers", x => x.InvoiceId);
                    table.ForeignKey(
                        name: "FK_wallet_invoice_papers_wallet_received_invoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "wallet_received_invoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_Account_State",
                table: "wallet_withdrawals",
                columns: new[] { "Account", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_received_invoices_ProviderId_Number",
                table: "wallet_received_invoices",
                columns: new[] { "ProviderId", "Number" },
                unique: true,
                filter: "\"State\" <> 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_received_invoices_State_Sequence",
                table: "wallet_received_invoices",
                columns: new[] { "State", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_received_invoices_WithdrawalId",
                table: "wallet_received_invoices",
                column: "WithdrawalId",
                unique: true,
                filter: "\"State\" <> 'Rejected'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_invoice_papers");

            migrationBuilder.DropTable(
                name: "wallet_received_invoices");

            migrationBuilder.DropIndex(
                name: "IX_wallet_withdrawals_Account_State",
                table: "wallet_withdrawals");

            migrationBuilder.DropColumn(
                name: "Account",
                table: "wallet_withdrawals");
        }
    }
}
